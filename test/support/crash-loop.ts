import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { CREATE_MODULES, callRegistry, GET_COMMITS, UPLOAD, uploadOf } from './registry-calls.ts'
import { startRegistry } from './registry-process.ts'

const SERVER = fileURLToPath(new URL('../../packages/registry-server/dist/main.js', import.meta.url))
/** Enough that writing them takes as long as the checks do, so that kills hit both. */
const FILES_PER_PUSH = 40

export interface CrashReport {
  /** Pushes that were answered with a commit. */
  readonly answered: number
  /** Pushes that were cut off. */
  readonly cutOff: number
  /** What was wrong after any of the restarts. */
  readonly problems: readonly string[]
}

/**
 * Kills a registry that is being pushed to, again and again, without warning. After each start, what was answered must
 * be there, and every stored digest must be right.
 */
export async function crashLoop(folder: string, kills: number): Promise<CrashReport> {
  const answered = new Map<string, string>()
  const problems: string[] = []
  let cutOff = 0
  let pushes = 0
  const pushMs = await timeOnePush(folder)
  for (let round = 0; round < kills; round++) {
    const registry = await startRegistry(folder)
    const { host, token } = registry
    await callRegistry(host, CREATE_MODULES, { values: [{ ownerRef: { name: 'acme' }, name: 'crash' }] }, token)
    problems.push(...(await missingCommits(host, token, answered)))
    const ended = new Promise((resolve) => registry.process.once('exit', resolve))
    // Spread over the time that two pushes take on this machine at this hour, in the same order in each run.
    setTimeout(() => registry.process.kill('SIGKILL'), 40 + 2 * pushMs * ((round * 0.37) % 1))
    const pusher = async () => {
      for (;;) {
        const label = `push-${pushes++}`
        try {
          const { status, body } = await callRegistry(
            host,
            UPLOAD,
            uploadOf('acme', 'crash', filesOf(label), [label]),
            token,
          )
          if (status !== 200) problems.push(`${label}: ${status} ${String(body.message)}`)
          else answered.set(label, (body.commits as { id: string }[])[0]?.id ?? '')
        } catch {
          cutOff++
          return
        }
      }
    }
    await Promise.all([pusher(), pusher(), ended])
    problems.push(...verify(folder))
  }
  const registry = await startRegistry(folder)
  problems.push(...(await missingCommits(registry.host, registry.token, answered)))
  await registry.stop()
  return { answered: answered.size, cutOff, problems }
}

/** How long the first push of a registry takes, workers and all. */
async function timeOnePush(folder: string): Promise<number> {
  const { host, token, stop } = await startRegistry(folder)
  await callRegistry(host, CREATE_MODULES, { values: [{ ownerRef: { name: 'acme' }, name: 'crash' }] }, token)
  const startedAtMs = performance.now()
  await callRegistry(host, UPLOAD, uploadOf('acme', 'crash', filesOf('timed-push'), ['timed']), token)
  const pushMs = performance.now() - startedAtMs
  await stop()
  return pushMs
}

function filesOf(label: string): Record<string, string> {
  const files = Array.from({ length: FILES_PER_PUSH }, (_, n) => {
    const name = `${label.replace('-', '_')}_${n}`
    return [`${name}.proto`, `syntax = "proto3";\npackage ${name};\nmessage M { string ${name} = 1; }\n`]
  })
  return Object.fromEntries(files)
}

async function missingCommits(host: string, token: string, answered: ReadonlyMap<string, string>): Promise<string[]> {
  const problems: string[] = []
  for (const [label, commit] of answered) {
    const resourceRefs = [{ name: { owner: 'acme', module: 'crash', labelName: label } }]
    const { body } = await callRegistry(host, GET_COMMITS, { resourceRefs }, token)
    const found = (body.commits as { id: string }[] | undefined)?.[0]?.id
    if (found !== commit) problems.push(`${label} was answered with ${commit}, and is ${found} after the restart`)
  }
  return problems
}

/** Everything that is stored, read and hashed by a process of its own. */
function verify(folder: string): string[] {
  const run = spawnSync(process.execPath, [SERVER, 'verify', '--data', join(folder, 'data')], { encoding: 'utf8' })
  return run.status === 0 ? [] : [`verify: ${run.stdout}${run.stderr}`]
}
