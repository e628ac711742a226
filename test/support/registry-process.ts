import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const SERVER = fileURLToPath(new URL('../../packages/registry-server/dist/main.js', import.meta.url))

/** A registry in a process of its own. */
export interface RegistryProcess {
  /** `localhost:<port>`. */
  readonly host: string
  readonly token: string
  readonly process: ChildProcess
  /** What it has written to stdout and stderr so far. */
  output(): string
  /** Ends it as an operator does; resolves to its exit code. */
  stop(): Promise<number | null>
}

/**
 * Starts a registry with its data in `folder` on a free port, or on the one that is given: `host` is then its own address,
 * whatever its public one is. Resolves when it says that it serves. Rejects with what it said when it ends before that.
 */
export function startRegistry(
  folder: string,
  env: Readonly<Record<string, string>> = {},
  port = 0,
): Promise<RegistryProcess> {
  const data = join(folder, 'data')
  const child = spawn(process.execPath, [SERVER, '--port', String(port), '--data', data], {
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  return new Promise((resolve, reject) => {
    let output = ''
    const read = (chunk: Buffer) => {
      output += chunk.toString()
      const publicHost = /https?:\/\/(localhost:\d+)/.exec(output)?.[1]
      if (publicHost === undefined) return
      const host = port === 0 ? publicHost : `localhost:${port}`
      const token = env.WIREPROOF_ADMIN_TOKEN ?? readFileSync(join(data, 'admin-token'), 'utf8').trim()
      resolve({
        host,
        token,
        process: child,
        output: () => output,
        stop() {
          child.kill()
          return ended
        },
      })
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`the registry ended with ${code}:\n${output}`)))
  })
}
