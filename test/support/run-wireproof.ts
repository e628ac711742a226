import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** The bundled command, as it is published; `npm run build` makes it. */
export const WIREPROOF = fileURLToPath(new URL('../../packages/cli/dist/wireproof.cjs', import.meta.url))

export interface RunResult {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

export interface RunOptions {
  readonly cwd: string
  readonly env?: Readonly<Record<string, string>>
  readonly stdin?: string | Uint8Array
  /** The script to run instead of the bundle in the source tree. */
  readonly script?: string
}

/** Runs the command in a process of its own that sees nothing of the real home folder. */
export function runWireproof(args: readonly string[], options: RunOptions): Promise<RunResult> {
  const { cwd, env = {}, stdin = '', script = WIREPROOF } = options
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, ...args], {
      cwd,
      env: { PATH: process.env.PATH, HOME: cwd, XDG_CONFIG_HOME: `${cwd}/.config`, ...env },
    })
    let [out, err] = ['', '']
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      err += text
    })
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, out, err }))
    // A command that does not read its input is fine.
    child.stdin.on('error', () => {})
    child.stdin.end(stdin)
  })
}
