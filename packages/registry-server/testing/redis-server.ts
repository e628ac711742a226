import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from './free-port.ts'

/** Starting a small program on a busy machine. */
const START_TIMEOUT_MS = 10_000

const REDIS = (process.env.PATH ?? '')
  .split(':')
  .map((folder) => join(folder, 'redis-server'))
  .find((path) => existsSync(path))

/** Why tests on Redis are skipped. */
export const redisMissing: string | undefined = REDIS === undefined ? 'no redis-server here' : undefined

/** A Redis that a test has for itself; it writes everything down before it answers. */
export interface RedisServer {
  /** With a password. */
  readonly url: string
  /** Everything that it has written down. */
  dump(): string
  /** Kills it; `start` brings it back with what was stored. */
  stop(): Promise<void>
  start(): Promise<void>
  /** Stops it and deletes everything. */
  remove(): Promise<void>
}

/** Starts one on a free port of this machine. Rejects when there is no Redis. */
export async function startRedis(): Promise<RedisServer> {
  if (REDIS === undefined) throw new Error(redisMissing)
  const program = REDIS
  const folder = mkdtempSync(join(tmpdir(), 'wireproof-redis-'))
  const port = await freePort()
  let server: ChildProcess | undefined
  const start = async () => {
    const settings = { port, bind: '127.0.0.1', dir: folder, appendonly: 'yes', appendfsync: 'always', save: '' }
    const args = Object.entries({ ...settings, requirepass: 'open-sesame' }).flatMap(([name, value]) => [
      `--${name}`,
      String(value),
    ])
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] })
    server = child
    await new Promise<void>((resolve, reject) => {
      let said = ''
      const timer = setTimeout(() => reject(new Error(`Redis does not start:\n${said}`)), START_TIMEOUT_MS)
      child.stdout?.on('data', (chunk: Buffer) => {
        said += chunk.toString()
        if (!said.includes('Ready to accept connections')) return
        clearTimeout(timer)
        resolve()
      })
      child.once('exit', (code) => {
        clearTimeout(timer)
        reject(new Error(`Redis ended with ${code}:\n${said}`))
      })
    })
  }
  const stop = async () => {
    const child = server
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGKILL')
    await ended
  }
  await start()
  return {
    url: `redis://:open-sesame@127.0.0.1:${port}`,
    dump: () => {
      const log = join(folder, 'appendonlydir')
      return readdirSync(log)
        .map((name) => readFileSync(join(log, name), 'latin1'))
        .join('\n')
    },
    stop,
    start,
    async remove() {
      await stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
