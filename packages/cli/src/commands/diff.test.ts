import { describe, expect, it } from 'vitest'
import { runCommand } from '../../testing/run-command.ts'
import { createTemporaryFolder } from '../../testing/temporary-folder.ts'

const proto = (body: string) => `syntax = "proto3";\npackage a;\n${body}\n`

const diff = (prev: Record<string, string>, next: Record<string, string>, ...args: string[]) => {
  const under = (folder: string, files: Record<string, string>) =>
    Object.entries(files).map(([path, text]) => [`${folder}/${path}`, text])
  const cwd = createTemporaryFolder(Object.fromEntries([...under('prev', prev), ...under('next', next)]))
  return runCommand(['diff', 'next', '--against', 'prev', ...args], { cwd })
}

describe('wireproof diff', () => {
  it('tells what breaks, then every change; differences are no failure', async () => {
    const { code, out, err } = await diff(
      { 'a.proto': proto('message M {\n  string s = 1;\n}'), 'b.proto': proto('message N {}') },
      { 'a.proto': proto('message M {\n  int32 s = 1;\n  string t = 2;\n}'), 'b.proto': proto('// N.\nmessage N {}') },
    )
    expect([code, err]).toEqual([0, ''])
    expect(out).toMatch(
      /^major: 1 breaking change, 3 changes in all\n\nBreaking:\nnext\/a\.proto:4:3: .* \(FIELD_SAME_TYPE\)\n/,
    )
    expect(out).toContain(
      [
        '\nAll changes:',
        'next/a.proto:4:3: Field 1 "s" of a.M: type changed from string to int32 (minor)',
        'next/a.proto:5:3: Field 2 "t" of a.M was added (implicit presence, string) (minor)',
        'next/b.proto:1:1: File "b.proto": only comments, layout or order changed (patch)\n',
      ].join('\n'),
    )
  })

  it('judges by the rules of the input', async () => {
    const yaml = 'version: v2\nbreaking: {use: [WIRE]}\n'
    const sides = [
      { 'a.proto': proto('message M { string s = 1; }') },
      { 'buf.yaml': yaml, 'a.proto': proto('message M { string t = 1; }') },
    ] as const
    expect((await diff(...sides)).out).toMatch(/^minor: nothing breaks, 1 change in all\n/)
    const { verdict, findings, changes } = JSON.parse((await diff(...sides, '--format', 'json')).out)
    expect([verdict.step, findings, changes.length]).toEqual(['minor', [], 1])
    expect(changes[0]).toMatchObject({
      kind: 'renamed',
      symbol: 'a.M.s',
      path: 'next/a.proto',
      against: { path: 'prev/a.proto' },
    })
  })

  it('writes a changelog', async () => {
    const { out } = await diff(
      { 'a.proto': proto('message M {}\nmessage N {}') },
      { 'a.proto': proto('message M {}\nmessage O {}') },
      '--format',
      'markdown',
    )
    expect(out).toMatchInlineSnapshot(`
      "## Schema changes: major

      1 breaking change, 2 changes in all.

      ### Breaking

      - Message a.N was deleted from file "a.proto". Code that uses it no longer compiles, and fields, RPCs and Any values of this type have lost it. Keep it, and mark it deprecated when nobody should start to use it. (\`MESSAGE_NO_DELETE\`, \`next/a.proto:1\`)

      ### Added

      - Message a.O was added (\`next/a.proto:4\`)

      ### Removed

      - Message a.N was removed (\`prev/a.proto:4\`)
      "
    `)
  })

  it('says that there is nothing, in every format', async () => {
    const files = { 'a.proto': proto('message M {}') }
    expect((await diff(files, files)).out).toBe('none: no changes\n')
    expect((await diff(files, files, '--format', 'markdown')).out).toBe('## No schema changes\n')
    expect(JSON.parse((await diff(files, files, '--format', 'json')).out)).toEqual({
      verdict: { step: 'none', reasons: [] },
      findings: [],
      changes: [],
    })
  })

  it('finds changed comments in images too', async () => {
    const cwd = createTemporaryFolder({
      'prev/a.proto': proto('message M {}'),
      'next/a.proto': proto('// About M.\nmessage M {}'),
    })
    for (const side of ['prev', 'next']) await runCommand(['build', side, '-o', `${side}.binpb`], { cwd })
    for (const next of ['next', 'next.binpb']) {
      const { out } = await runCommand(['diff', next, '--against', 'prev.binpb'], { cwd })
      expect(out).toMatch(/^patch: nothing breaks, 1 change in all\n/)
    }
  })

  it('ends with the code of what does not compile', async () => {
    const { code, out, err } = await diff({ 'a.proto': proto('message M {') }, { 'a.proto': proto('') })
    expect([code, out]).toEqual([3, ''])
    expect(err).toContain('prev does not compile')
  })
})
