#!/usr/bin/env node
/** The process edge: arguments, environment, files, signals, exit code. Nothing else reads `process`. */
import { createRequire } from 'node:module'
import { destination, pino } from 'pino'
import type { Config } from './config.ts'
import { HELP, parseConfig } from './config.ts'
import { describeStart } from './describe-start.ts'
import { DRAIN_TIMEOUT_MS } from './limits.ts'
import { openStores } from './open-stores.ts'
import { verifyAuditLog } from './services/audit/verify-audit-log.ts'
import { verifyStore } from './services/verify-store.ts'
import { startServer } from './start-server.ts'
import { survey } from './workers/commit-survey.ts'

/** Exit codes: 1 could not do it, 2 wrong usage or configuration. */
const FAILED = 1
const MISCONFIGURED = 2

const { version } = createRequire(import.meta.url)('../package.json') as { version: string }

async function main(): Promise<number> {
  const parsed = parseConfig(process.argv.slice(2), process.env)
  if ('problems' in parsed) {
    for (const problem of parsed.problems) process.stderr.write(`wireproof-server: ${problem}\n`)
    return MISCONFIGURED
  }
  const { config } = parsed
  // Whoever inherits the environment (a crash reporter, a child) must not inherit the secret.
  delete process.env.WIREPROOF_ADMIN_TOKEN
  delete process.env.WIREPROOF_DATABASE_URL
  delete process.env.WIREPROOF_REDIS_URL
  delete process.env.WIREPROOF_SECRET_KEY
  switch (config.command) {
    case 'help':
      process.stdout.write(HELP)
      return 0
    case 'version':
      process.stdout.write(`${version}\n`)
      return 0
    case 'verify':
      return verify(config)
    case 'serve':
      return serve(config)
  }
}

async function verify(config: Config): Promise<number> {
  const stores = await openStores(config.dataDir, config)
  const { commits, blobs, problems } = await verifyStore({
    ...stores,
    surveyor: { survey: async (job) => survey(job) },
  })
  const audit = await verifyAuditLog(stores)
  await stores.close()
  const found = [...problems, ...audit.problems]
  for (const problem of found) process.stderr.write(`${problem}\n`)
  process.stdout.write(`${commits} commits, ${blobs} sound blobs, ${found.length} problems\n`)
  process.stdout.write(`${audit.events} events in the audit log, the last one with the hash ${audit.headHash}\n`)
  return found.length === 0 ? 0 : FAILED
}

async function serve(config: Config): Promise<number> {
  // The log goes to stderr: what is written to stdout is for people.
  const log = pino({ base: null }, destination({ dest: 2, sync: true }))
  const server = await startServer({ config, version, log })
  process.stdout.write(describeStart(server.started))
  const signal = await stopSignal()
  log.info({ signal }, 'stopping: requests under way are finished first')
  process.once('SIGINT', () => process.exit(FAILED))
  process.once('SIGTERM', () => process.exit(FAILED))
  await server.stop(DRAIN_TIMEOUT_MS)
  log.info('stopped')
  return 0
}

function stopSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    process.once('SIGINT', resolve)
    process.once('SIGTERM', resolve)
  })
}

main().then(
  (exitCode) => {
    process.exitCode = exitCode
  },
  (error: unknown) => {
    process.stderr.write(`wireproof-server: ${error instanceof Error ? error.message : String(error)}\n`)
    process.exitCode = FAILED
  },
)
