import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { runCommand } from '../../testing/run-command.ts'
import { createTemporaryFolder } from '../../testing/temporary-folder.ts'

const proto = (name: string, fields: string) => `syntax = "proto3";\npackage ${name};\nmessage M { ${fields} }\n`

function folderWith(prev: Record<string, string>, next: Record<string, string>): string {
  const under = (folder: string, files: Record<string, string>) =>
    Object.entries(files).map(([path, text]) => [`${folder}/${path}`, text])
  return createTemporaryFolder(Object.fromEntries([...under('prev', prev), ...under('next', next)]))
}

const check = (cwd: string, ...args: string[]) => runCommand(['check', 'next', '--against', 'prev', ...args], { cwd })

describe('wireproof check', () => {
  it('says nothing for a change that breaks nothing', async () => {
    const cwd = folderWith({ 'a.proto': proto('a', '') }, { 'a.proto': proto('a', 'string s = 1;') })
    expect(await check(cwd)).toEqual({ code: 0, out: '', err: '' })
    expect(await check(cwd, '--format', 'json')).toEqual({ code: 0, out: '[]\n', err: '' })
  })

  it('writes the report to standard output and a summary to standard error', async () => {
    const cwd = folderWith({ 'a.proto': proto('a', 'string s = 1;') }, { 'a.proto': proto('a', 'int32 s = 1;') })
    const { code, out, err } = await check(cwd)
    expect([code, err]).toEqual([1, '1 breaking change in 1 file\n'])
    expect(out).toMatch(
      /^next\/a\.proto:3:13: .* \(FIELD_SAME_TYPE\)\n {4}binary [0-9a-f ]+: meant .*, got .* \(new readers of old data\)\n/,
    )
    expect(JSON.parse((await check(cwd, '--format', 'json')).out)).toHaveLength(1)
  })

  it('goes by the rules of the input, not of what it is compared with', async () => {
    const strict = 'version: v2\nbreaking: {use: [FILE]}\n'
    const loose = 'version: v2\nbreaking: {use: [WIRE]}\n'
    const [prev, next] = [proto('a', 'string s = 1;'), proto('a', 'string t = 1;')]
    const cwd = folderWith({ 'buf.yaml': strict, 'a.proto': prev }, { 'buf.yaml': loose, 'a.proto': next })
    expect((await check(cwd)).code).toBe(0)
    writeFileSync(join(cwd, 'next/buf.yaml'), strict)
    expect((await check(cwd)).code).toBe(1)
  })

  describe('with a wireproof.yaml', () => {
    const sides = [proto('a', 'int64 n = 1;'), proto('a', 'int32 n = 1;')] as const
    const wire = 'version: v2\nbreaking: {use: [WIRE]}\n'
    const folder = (own: string) =>
      folderWith(
        { 'a.proto': sides[0] },
        { 'buf.yaml': wire, 'wireproof.yaml': `version: v1\nbreaking: {${own}}\n`, 'a.proto': sides[1] },
      )

    it('finds what WIRE lets through, and shows the payload', async () => {
      expect((await check(folder(''))).code).toBe(0)
      const { code, out, err } = await check(folder('use: [WIRE_EXACT]'))
      expect([code, err]).toEqual([1, '1 breaking change in 1 file\n'])
      expect(out.split('\n').slice(1)).toEqual([
        '    binary 08 81 80 80 80 10: meant 4294967297, got 1 (new readers of old data)',
        '',
      ])
      expect(out).toMatch(/^next\/a\.proto:3:13: .* \(FIELD_WIRE_EXACT_TYPE\)$/m)
    })

    it('fails for errors only', async () => {
      const { code, out, err } = await check(folder('use: [WIRE_EXACT], severity: {FIELD_WIRE_EXACT_TYPE: warning}'))
      expect([code, err]).toEqual([0, '1 warning in 1 file\n'])
      expect(out).toMatch(/^next\/a\.proto:3:13: warning: .*\n/)
    })

    it('protects one direction, which the command line can choose', async () => {
      expect((await check(folder('use: [WIRE_EXACT], direction: forward'))).code).toBe(0)
      expect((await check(folder('use: [WIRE_EXACT], direction: forward'), '--direction', 'backward')).code).toBe(1)
      expect((await check(folder('use: [WIRE_EXACT]'), '--direction', 'forward')).code).toBe(0)
      expect((await check(folder(''), '--direction', 'sideways')).code).toBe(2)
    })

    it('says where it is wrong; a build does not mind', async () => {
      const cwd = folder('use: [FILE], direction: up')
      const { code, err } = await check(cwd)
      expect(code).toBe(2)
      expect(err).toContain('error: next/wireproof.yaml:2:18: "FILE" is switched in buf.yaml')
      expect(err).toContain('error: next/wireproof.yaml:2:36: "breaking.direction" cannot be "up"')
      expect((await runCommand(['build', 'next', '-o', 'image.binpb'], { cwd })).code).toBe(0)
    })

    it('is read for images from the working directory', async () => {
      const cwd = folder('use: [WIRE_EXACT]')
      for (const side of ['prev', 'next']) await runCommand(['build', side, '-o', `${side}.binpb`], { cwd })
      writeFileSync(join(cwd, 'buf.yaml'), wire)
      const images = () => runCommand(['check', 'next.binpb', '--against', 'prev.binpb'], { cwd })
      expect((await images()).code).toBe(0)
      writeFileSync(join(cwd, 'wireproof.yaml'), 'version: v1\nbreaking: {use: [WIRE_EXACT]}\n')
      expect((await images()).code).toBe(1)
    })
  })

  it('has the direction, severity and proofs of each finding in JSON', async () => {
    const cwd = folderWith({ 'a.proto': proto('a', 'int64 n = 1;') }, { 'a.proto': proto('a', 'int32 n = 1;') })
    const [finding] = JSON.parse((await check(cwd, '--format', 'json')).out)
    expect(finding).toMatchObject({ severity: 'error', direction: 'backward', withoutProof: null })
    expect(finding.proofs[0]).toEqual({
      format: 'binary',
      direction: 'backward',
      lossClass: 'changed',
      writerType: 'a.M',
      readerType: 'a.M',
      payload: '088180808010',
      meant: '4294967297',
      got: '1',
    })
  })

  it('passes over new modules with a note, and warns of such as are gone', async () => {
    const yaml = (...paths: string[]) => `version: v2\nmodules:\n${paths.map((path) => `  - path: ${path}\n`).join('')}`
    const [a, b, c] = ['a', 'b', 'c'].map((name) => [`${name}/${name}.proto`, proto(name, '')] as const)
    const cwd = folderWith(
      Object.fromEntries([['buf.yaml', yaml('b', 'c')], b, c] as [string, string][]),
      Object.fromEntries([['buf.yaml', yaml('a', 'b')], a, b] as [string, string][]),
    )
    expect(await check(cwd)).toEqual({
      code: 0,
      out: '',
      err: 'note: the module in a is new: nothing to compare with\nwarning: the module in c is gone: not compared\n',
    })
  })

  it('leaves findings in imports out when asked to', async () => {
    const yaml = 'version: v2\nmodules: [{path: a}, {path: b}]\n'
    const importing = 'syntax = "proto3";\npackage b;\nimport "a.proto";\nmessage B { a.M m = 1; }\n'
    const files = (fields: string) => ({
      'buf.yaml': yaml,
      'a/a.proto': proto('a', fields),
      'b/b.proto': importing,
    })
    const cwd = folderWith(files('string s = 1;'), files('int32 s = 1;'))
    const inB = (...args: string[]) => runCommand(['check', 'next/b', '--against', 'prev/b', ...args], { cwd })
    expect((await inB()).out).toContain('next/a/a.proto:3:13:')
    expect((await inB('--exclude-imports')).code).toBe(0)
    // Both modules see the change in a; it is one all the same.
    expect((await check(cwd)).err).toBe('1 breaking change in 1 file\n')
  })

  it('compares a workspace with an image as a whole, if its modules have the same rules', async () => {
    const files = (yaml: string) => ({
      'buf.yaml': `version: v2\nmodules: [{path: a}, {path: b${yaml}}]\n`,
      'a/a.proto': proto('a', ''),
      'b/b.proto': proto('b', 'string s = 1;'),
    })
    const cwd = folderWith(files(''), files(''))
    const against = (input: string) => runCommand(['check', input, '--against', 'image.binpb'], { cwd })
    expect((await runCommand(['build', 'prev', '-o', 'image.binpb'], { cwd })).code).toBe(0)
    expect((await against('next')).code).toBe(0)
    rmSync(join(cwd, 'next/b/b.proto'))
    writeFileSync(join(cwd, 'next/b/c.proto'), proto('c', ''))
    expect((await against('next')).out).toMatch(/^b\.proto:1:1: .* \(FILE_NO_DELETE\)\n.*\n$/)
    const other = folderWith({}, files(', breaking: {use: [WIRE]}'))
    const { code, err } = await runCommand(['check', 'next', '--against', join(cwd, 'image.binpb')], { cwd: other })
    expect(code).toBe(2)
    expect(err).toContain('the module in a and the module in b have different breaking rules')
  })

  it('takes the rules for an image from the buf.yaml of the working directory', async () => {
    const cwd = folderWith({ 'a.proto': proto('a', 'string s = 1;') }, { 'a.proto': proto('a', 'string t = 1;') })
    for (const side of ['prev', 'next']) await runCommand(['build', side, '-o', `${side}.binpb`], { cwd })
    const images = () => runCommand(['check', 'next.binpb', '--against', 'prev.binpb'], { cwd })
    expect((await images()).code).toBe(1)
    writeFileSync(join(cwd, 'buf.yaml'), 'version: v2\nbreaking: {use: [WIRE]}\n')
    expect((await images()).code).toBe(0)
    writeFileSync(join(cwd, 'buf.yaml'), 'version: v2\nbreaking: {use: [NOPE]}\n')
    expect((await images()).err).toMatch(/^error: buf\.yaml:2:18: "NOPE"/)
  })

  it('reads one image from standard input, not two', async () => {
    const cwd = folderWith({ 'a.proto': proto('a', '') }, {})
    const { out } = await runCommand(['build', 'prev', '-o', '-'], { cwd })
    const stdin = Buffer.from(out, 'latin1')
    expect((await runCommand(['check', 'prev', '--against', '-'], { cwd, stdin })).code).toBe(0)
    expect((await runCommand(['check', '-', '--against', '-'], { cwd, stdin })).err).toContain('both inputs are "-"')
  })
})
