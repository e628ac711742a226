import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { Plugin } from './plugin.ts'
import { runPlugin } from './run-plugin.ts'

const LIMITS = { timeoutMs: 10_000, outputBytes: 1_000_000, memoryBytes: 1_000_000_000 }
const NEVER = new AbortController().signal

const script = (source: string): Plugin => ({
  owner: 'acme',
  name: 'test',
  version: 'v1.0.0',
  command: [process.execPath, '-e', source],
})
const run = (source: string, limits: Partial<typeof LIMITS> = {}, signal = NEVER) =>
  runPlugin(script(source), Buffer.from('request'), { ...LIMITS, ...limits }, signal)

test('what goes in comes out', async () => {
  const output = await run('process.stdin.pipe(process.stdout)')
  expect(Buffer.from(output).toString()).toBe('request')
})

test('it sees no setting or secret of the server', async () => {
  process.env.WIREPROOF_TEST_SECRET = 'secret'
  const output = await run('process.stdout.write(Object.keys(process.env).sort().join())')
  expect(Buffer.from(output).toString()).toBe('LANG,PATH')
  delete process.env.WIREPROOF_TEST_SECRET
})

test('nothing of a command is read by a shell', async () => {
  const plugin: Plugin = { ...script(''), command: [process.execPath, '-p', 'process.argv[1]', '$(id);`id`'] }
  expect(Buffer.from(await runPlugin(plugin, Buffer.of(), LIMITS, NEVER)).toString()).toBe('$(id);`id`\n')
})

test.each([
  [
    'fails',
    'console.error("no such option"); process.exit(3)',
    {},
    'failed_precondition',
    /exit code 3: no such option/,
  ],
  ['crashes', 'process.kill(process.pid, "SIGSEGV")', {}, 'failed_precondition', /ended by SIGSEGV/],
  ['hangs', 'setInterval(() => {}, 1000)', { timeoutMs: 300 }, 'resource_exhausted', /took over 300 ms/],
  [
    'writes without end',
    'setInterval(() => process.stdout.write("x".repeat(65536)), 0)',
    { outputBytes: 500_000 },
    'resource_exhausted',
    /wrote over 500000 bytes/,
  ],
])('one that %s', async (_what, source, limits, code, message) => {
  const done = run(source, limits)
  await expect(done).rejects.toMatchObject({ code, message: expect.stringMatching(message) })
})

test.runIf(process.platform === 'linux')('one that takes too much memory', async () => {
  const source = 'const all = []; setInterval(() => all.push(Buffer.alloc(20e6, 1)), 20)'
  await expect(run(source, { memoryBytes: 200_000_000 })).rejects.toMatchObject({
    code: 'resource_exhausted',
    message: expect.stringContaining('bytes of memory'),
  })
})

test.runIf(process.platform === 'linux')('what it started ends with it', async () => {
  const source =
    'const { spawn } = require("node:child_process");' +
    'const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { stdio: "ignore" });' +
    'process.stdout.write(String(child.pid)); child.unref(); setTimeout(() => process.exit(0), 100)'
  const pid = Number(Buffer.from(await run(source)).toString())
  await expect
    .poll(() => {
      // Ended, or waiting for its new parent to notice.
      const stat = existsSync(`/proc/${pid}/stat`) ? readFileSync(`/proc/${pid}/stat`, 'utf8') : ''
      return stat !== '' && !stat.includes(') Z ')
    })
    .toBe(false)
})

test('it is stopped when the caller goes away', async () => {
  const controller = new AbortController()
  setTimeout(() => controller.abort(), 200)
  await expect(run('setInterval(() => {}, 1000)', {}, controller.signal)).rejects.toMatchObject({ code: 'canceled' })
})

test('a program that is not there', async () => {
  const plugin: Plugin = { ...script(''), command: ['/nowhere/protoc-gen-none'] }
  const done = runPlugin(plugin, Buffer.of(), LIMITS, NEVER)
  await expect(done).rejects.toMatchObject({ code: 'failed_precondition', message: expect.stringContaining('ENOENT') })
})
