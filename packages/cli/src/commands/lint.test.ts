import { describe, expect, it } from 'vitest'
import { runCommand } from '../../testing/run-command.ts'
import { createTemporaryFolder } from '../../testing/temporary-folder.ts'

const GOOD = 'syntax = "proto3";\npackage a.v1;\nmessage M { int32 a_b = 1; }\n'
const BAD = 'syntax = "proto3";\npackage a.v1;\nmessage M { int32 aB = 1; }\n'

const lint = (files: Record<string, string>, ...args: string[]) =>
  runCommand(['lint', ...args], { cwd: createTemporaryFolder(files) })

describe('wireproof lint', () => {
  it('says nothing of good style', async () => {
    expect(await lint({ 'a/v1/a.proto': GOOD })).toEqual({ code: 0, out: '', err: '' })
    expect(await lint({ 'a/v1/a.proto': GOOD }, '--format', 'json')).toEqual({ code: 0, out: '[]\n', err: '' })
  })

  it('writes the report to standard output and a summary to standard error', async () => {
    const files = { 'a/v1/a.proto': BAD }
    expect(await lint(files)).toEqual({
      code: 1,
      out: 'a/v1/a.proto:3:19: The name of field "aB" is not in lower_snake_case: call it "a_b". (FIELD_LOWER_SNAKE_CASE)\n',
      err: '1 lint finding\n',
    })
    expect(JSON.parse((await lint(files, '--format', 'json')).out)).toEqual([
      {
        rule: 'FIELD_LOWER_SNAKE_CASE',
        categories: ['BASIC', 'STANDARD'],
        message: 'The name of field "aB" is not in lower_snake_case: call it "a_b".',
        path: 'a/v1/a.proto',
        start: { line: 3, column: 19 },
        end: { line: 3, column: 21 },
        symbol: 'a.v1.M.aB',
      },
    ])
  })

  it('goes by the rules of the module, or by those of the command line', async () => {
    const files = { 'buf.yaml': 'version: v2\nlint: {use: [PACKAGE_DEFINED]}\n', 'a/v1/a.proto': BAD }
    expect((await lint(files)).code).toBe(0)
    expect((await lint(files, '--config', '{version: v2, lint: {use: [BASIC]}}')).code).toBe(1)
  })

  it('goes by the rules of the working directory for an image', async () => {
    const files = { 'buf.yaml': 'version: v2\nlint: {use: [FIELD_LOWER_SNAKE_CASE]}\n', 'b.proto': BAD }
    const cwd = createTemporaryFolder(files)
    expect((await runCommand(['build', '-o', 'image.binpb'], { cwd })).code).toBe(0)
    const { code, out } = await runCommand(['lint', 'image.binpb'], { cwd })
    expect([code, out]).toEqual([1, expect.stringMatching(/^b\.proto:3:19: .*\(FIELD_LOWER_SNAKE_CASE\)\n$/)])
  })

  it('looks only at the paths that were named', async () => {
    const files = {
      'buf.yaml': 'version: v2\nlint: {use: [FIELD_LOWER_SNAKE_CASE]}\n',
      'a/a.proto': BAD,
      'b/b.proto': GOOD.replace('a.v1', 'b.v1'),
    }
    expect((await lint(files, '--path', 'b')).code).toBe(0)
    expect((await lint(files, '--exclude-path', 'b')).code).toBe(1)
    const { code, err } = await lint(files, '--exclude-path', 'a,b')
    expect([code, err]).toEqual([2, expect.stringContaining('there is nothing to lint')])
  })

  it.each([
    [
      'an unknown rule',
      { 'buf.yaml': 'version: v2\nlint: {use: [NOPE]}\n', 'a.proto': GOOD },
      2,
      'buf.yaml:2:14: "NOPE" is not a lint rule',
    ],
    [
      'a file that does not compile',
      { 'a.proto': 'syntax = "proto3"; message M { X x = 1; }' },
      3,
      'does not compile: nothing was looked at',
    ],
    [
      'a rule that is not checked',
      { 'buf.yaml': 'version: v2\nlint: {use: [MINIMAL, PROTOVALIDATE]}\n', 'a/v1/a.proto': GOOD },
      0,
      '"PROTOVALIDATE" is not checked here',
    ],
  ])('%s', async (_, files, code, message) => {
    const result = await lint(files as Record<string, string>)
    expect(result.code).toBe(code)
    expect(result.err).toContain(message)
  })
})
