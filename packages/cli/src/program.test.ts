import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { createTestIo, type TestIoOptions } from '../testing/test-io.ts'
import { EXIT_CODES } from './exit-code.ts'
import type { Io } from './io.ts'
import { runProgram } from './program.ts'
import { VERSION } from './version.ts'

async function run(args: readonly string[], options?: TestIoOptions) {
  const io = createTestIo(options)
  const code = await runProgram(args, io)
  return { code, ...io.written }
}

describe('runProgram', () => {
  it('prints the version of its package', async () => {
    const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
    expect(VERSION).toBe(manifest.version)
    expect(await run(['--version'])).toEqual({ code: 0, out: `${VERSION}\n`, err: '' })
  })

  it('teaches: commands, exit codes, environment', async () => {
    const { code, out, err } = await run(['--help'])
    expect([code, err]).toEqual([0, ''])
    for (const name of ['check', 'build', 'push', 'pull', 'ls', 'login', 'logout', 'whoami']) {
      expect(out).toMatch(new RegExp(`^  ${name} `, 'm'))
    }
    for (const exitCode of Object.values(EXIT_CODES)) expect(out).toMatch(new RegExp(`^  ${exitCode} +\\w`, 'm'))
    expect(out).toContain('WIREPROOF_TOKEN')
  })

  it.each(['check', 'build', 'push', 'pull', 'ls', 'login', 'logout', 'whoami'])(
    'has examples for %s',
    async (name) => {
      const { code, out } = await run([name, '--help'])
      expect(code).toBe(0)
      expect(out).toContain(`$ wireproof ${name}`)
      expect((await run(['help', name])).out).toBe(out)
    },
  )

  it.each([
    [[], /Usage: wireproof/],
    [['chekc'], /unknown command 'chekc'[\s\S]*Did you mean check/],
    [['check', '--agianst', 'x'], /unknown option '--agianst'[\s\S]*--against/],
    [['check', 'a', 'b'], /too many arguments/],
    [['check', '--format', 'xml'], /Allowed choices are text, json/],
    [['check', '--against'], /argument missing/],
    [['pull', 'localhost/o/m'], /required option '-o, --output/],
    [['ls', 'h', '--limit', '0'], /must be a number from 1/],
  ])('explains the wrong usage %j', async (args, message) => {
    const { code, out, err } = await run(args)
    expect([code, out]).toEqual([EXIT_CODES.usage, ''])
    expect(err).toMatch(message)
  })

  it('reports a bug of its own in one line, and the stack only when asked', async () => {
    const broken = { ...createTestIo(), cwd: undefined } as unknown as Io & { written: { err: string } }
    expect(await runProgram(['check'], broken)).toBe(EXIT_CODES.internal)
    expect(broken.written.err).toMatch(/^error: internal error: .*please report it.*\n$/)
    const debugged = { ...createTestIo(), cwd: undefined, env: { WIREPROOF_DEBUG: '1' } } as unknown as typeof broken
    await runProgram(['check'], debugged)
    expect(debugged.written.err).toContain('    at ')
  })

  it('still has the right exit code when nothing can be written', async () => {
    const io = createTestIo()
    const full = { ...io, stderr: { isTerminal: false, write: () => Promise.reject(new Error('full')) } }
    expect(await runProgram(['check', 'nope'], full)).toBe(EXIT_CODES.usage)
  })
})
