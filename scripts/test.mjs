// `npm test`: sets up, builds, checks format, lint, types of tests and dead code, and runs the tests. `--long` runs the long tests only.
// Other arguments go to vitest: npm test -- packages/compiler -t "map fields"
// The last line says how many tests passed, failed and were skipped; a check that fails counts as a failed test.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from './build.mjs'
import { ROOT, runTool, say } from './run-tool.mjs'
import { setup } from './setup.mjs'

const tool = (path) => join(ROOT, 'node_modules', path)

async function check(name, script, args) {
  const code = await runTool(tool(script), args, { output: 'stderr' })
  if (code !== 0) say(`test: ${name} ended with ${code}`)
  return code === 0 ? 0 : 1
}

async function runTests(isLong, args) {
  const folder = mkdtempSync(join(tmpdir(), 'wireproof-test-'))
  const report = join(folder, 'report.json')
  try {
    const mode = isLong ? ['--mode', 'long'] : []
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
    const code = await runTool(tool('vitest/vitest.mjs'), ['run', ...mode, ...reporters, ...args])
    return { code, ...countTests(report) }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** A test file that could not even be loaded has no tests to count: it counts as one that failed. */
function countTests(report) {
  let results
  try {
    results = JSON.parse(readFileSync(report, 'utf8'))
  } catch {
    return { passed: 0, failed: 0, skipped: 0 }
  }
  const brokenFiles = results.testResults.filter(({ status, assertionResults }) => {
    return status === 'failed' && !assertionResults.some((test) => test.status === 'failed')
  })
  return {
    passed: results.numPassedTests,
    failed: results.numFailedTests + brokenFiles.length,
    skipped: results.numPendingTests + results.numTodoTests,
  }
}

async function main() {
  const isLong = process.argv.includes('--long')
  const args = process.argv.slice(2).filter((arg) => arg !== '--long')
  if (!((await setup()) && (await build()))) return { code: 1, passed: 0, failed: 1, skipped: 0 }
  let failedChecks = 0
  if (!isLong) {
    failedChecks += await check('biome', '@biomejs/biome/bin/biome', ['check', '--error-on-warnings', '.'])
    failedChecks += await check('the type check of tests', 'typescript/bin/tsc', ['--project', 'tsconfig.tests.json'])
    failedChecks += await check('knip', 'knip/bin/knip.js', [])
  }
  const tests = await runTests(isLong, args)
  // Whatever else makes vitest fail (an unhandled rejection, no test files) must not look like success.
  const silentFailure = tests.code !== 0 && tests.failed === 0 ? 1 : 0
  const failed = tests.failed + failedChecks + silentFailure
  return { ...tests, code: failed > 0 ? 1 : 0, failed }
}

const { code, passed, failed, skipped } = await main()
process.stdout.write(`${passed} passed, ${failed} failed, ${skipped} skipped\n`)
process.exitCode = code
