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
 * `output` is where its stdout goes: 'inherit' by default.
 */
export function runTool(script, args = [], { output = 'inherit', env = {} } = {}) {
  return run(process.execPath, [script, ...args], { output, env })
}

/** `runTool` for a program. `shell` is for Windows, where npm's own commands are batch files. */
export function run(program, args, { output = 'inherit', env = {}, shell = false } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: ROOT,
      env: { ...process.env, ...env },
      stdio: ['inherit', output === 'stderr' ? 2 : output, 'inherit'],
      shell,
    })
    child.on('error', reject)
    child.on('close', (code) => resolve(code ?? 1))
  })
}
