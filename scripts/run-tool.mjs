import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

export const ROOT = fileURLToPath(new URL('..', import.meta.url))

/** What the scripts say goes to stderr: stdout belongs to what they run. */
export function say(text) {
  process.stderr.write(`${text}\n`)
}

/**
 * Runs a JavaScript file with this very Node in the root folder; resolves to its exit code, which is 1
 * after a signal. Going through Node instead of the shell wrappers in node_modules/.bin works on every system.
 * `output` is 'stderr' for what says nothing that a reader of stdout wants.
 */
export function runTool(script, args = [], { output = 'inherit', env = {} } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, ...args], {
      cwd: ROOT,
      env: { ...process.env, ...env },
      stdio: ['inherit', output === 'stderr' ? 2 : 'inherit', 'inherit'],
    })
    child.on('error', reject)
    child.on('close', (code) => resolve(code ?? 1))
  })
}

/**
 * Runs a program and keeps what it says: `said`, stdout and stderr as they came. For what is long-winded when all is
 * well. `shell` is for Windows, where npm's own commands are batch files.
 */
export function runQuietly(program, args, { env = {}, shell = false } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: ROOT,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      shell,
    })
    const chunks = []
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => chunks.push(chunk))
    child.on('error', reject)
    child.on('close', (code) => resolve({ code: code ?? 1, said: Buffer.concat(chunks).toString() }))
  })
}
