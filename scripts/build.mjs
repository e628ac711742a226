// Compiles all packages and bundles the command-line tool. What is up to date is left alone.
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ROOT, runTool, say } from './run-tool.mjs'
import { setup } from './setup.mjs'

const CLI_BUNDLER = 'packages/cli/build.mjs'

/** Returns false after saying (or letting the compiler say) what is wrong. */
export async function build() {
  const packages = readdirSync(join(ROOT, 'packages'))
    .map((name) => `packages/${name}`)
    .filter((folder) => existsSync(join(ROOT, folder, 'tsconfig.json')))
  const steps = [
    ['node_modules/typescript/bin/tsc', ['--build', ...packages]],
    [CLI_BUNDLER, []],
  ]
  for (const [script, args] of steps) {
    const code = await runTool(join(ROOT, script), args, { output: 'stderr' })
    if (code === 0) continue
    say(`build: ${script} ended with ${code}`)
    return false
  }
  return true
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = (await setup()) && (await build()) ? 0 : 1
