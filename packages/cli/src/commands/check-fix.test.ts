import { readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { runCommand } from '../../testing/run-command.ts'
import { createTemporaryFolder } from '../../testing/temporary-folder.ts'

const proto = (body: string) => `syntax = "proto3";\n\npackage a.v1;\n\n${body}\n`

function folderWith(prev: Record<string, string>, next: Record<string, string>): string {
  const under = (folder: string, files: Record<string, string>) =>
    Object.entries(files).map(([path, text]) => [`${folder}/${path}`, text])
  return createTemporaryFolder(Object.fromEntries([...under('prev', prev), ...under('next', next)]))
}

const check = (cwd: string, ...args: string[]) => runCommand(['check', 'next', '--against', 'prev', ...args], { cwd })
const read = (cwd: string, path: string) => readFileSync(join(cwd, 'next', path), 'utf8')

const PREV = { 'a.proto': proto('message Order {\n  string id = 1;\n  // In cents.\n  int64 price = 2;\n}') }

describe('wireproof check --fix', () => {
  it('puts right what it can, says so, and reports what is left', async () => {
    const cwd = folderWith(PREV, {
      'a.proto': proto('message Order {\n  int32 id = 1;\n  reserved 2;\n  bool open = 3;\n}'),
    })
    expect(await check(cwd, '--fix')).toEqual({
      code: 0,
      out: '',
      err: [
        'fixed: next/a.proto:5:1: Put the field back, marked as deprecated (FIELD_NO_DELETE)',
        'fixed: next/a.proto:6:3: Put the field back as it was (FIELD_SAME_TYPE)',
        'changed: next/a.proto\n',
      ].join('\n'),
    })
    expect(read(cwd, 'a.proto')).toBe(
      proto(
        'message Order {\n  string id = 1;\n  bool open = 3;\n  // In cents.\n  int64 price = 2 [deprecated = true];\n}',
      ),
    )
    expect(await check(cwd)).toMatchObject({ code: 0, out: '' })
  })

  it('changes nothing when there is nothing to fix, or nothing that can be', async () => {
    const clean = folderWith(PREV, { 'a.proto': PREV['a.proto'].replace('}', '  bool open = 3;\n}') })
    const before = read(clean, 'a.proto')
    expect(await check(clean, '--fix')).toEqual({ code: 0, out: '', err: '' })
    expect(read(clean, 'a.proto')).toBe(before)
    // The old name is taken by something else now.
    const stuck = folderWith(PREV, {
      'a.proto': proto('message Order {\n  string id = 1;\n  enum price { A = 0; }\n}'),
    })
    const text = read(stuck, 'a.proto')
    const { code, out, err } = await check(stuck, '--fix')
    expect([code, err]).toEqual([1, '1 breaking change in 1 file\n'])
    expect(out).toContain('(FIELD_NO_DELETE)')
    expect(read(stuck, 'a.proto')).toBe(text)
  })

  it('brings files back, and takes away what they were renamed to', async () => {
    const shared = proto('message Money {\n  int64 cents = 1;\n}')
    const user = proto('import "money.proto";\n\nmessage Order {\n  Money price = 1;\n}')
    const cwd = folderWith(
      { 'money.proto': shared, 'order.proto': user, 'sub/gone.proto': proto('message Gone {}') },
      { 'cash.proto': shared, 'order.proto': user.replace('money', 'cash') },
    )
    expect(await check(cwd, '--fix')).toMatchObject({ code: 0 })
    expect(readdirSync(join(cwd, 'next')).sort()).toEqual(['money.proto', 'order.proto', 'sub'])
    expect(read(cwd, 'order.proto')).toBe(user)
    expect(read(cwd, 'sub/gone.proto')).toBe(proto('message Gone {}'))
  })

  it('fixes each module of a workspace in its own folder, and leaves imports alone', async () => {
    const yaml = 'version: v2\nmodules: [{path: x}, {path: y}]\n'
    const files = (type: string) => ({
      'buf.yaml': yaml,
      'x/a.proto': proto(`message A {\n  ${type} n = 1;\n}`),
      'y/b.proto': `syntax = "proto3";\npackage b.v1;\nimport "a.proto";\nmessage B {\n  a.v1.A a = 1;\n  ${type} n = 2;\n}\n`,
    })
    const cwd = folderWith(files('int64'), files('string'))
    expect(await check(cwd, '--fix')).toMatchObject({ code: 0, out: '' })
    for (const path of ['x/a.proto', 'y/b.proto']) expect(read(cwd, path)).toContain('int64 n =')
  })

  it('reserves what was deleted, where that is enough', async () => {
    const cwd = folderWith(
      { 'buf.yaml': 'version: v2\n', ...PREV },
      { 'buf.yaml': 'version: v2\nbreaking: {use: [WIRE_JSON]}\n', 'a.proto': proto('message Order {}') },
    )
    expect(await check(cwd, '--fix')).toMatchObject({ code: 0 })
    expect(read(cwd, 'a.proto')).toBe(proto('message Order { reserved 1 to 2; reserved "id", "price"; }'))
  })

  it('writes through links, and keeps line ends and byte order marks', async () => {
    const text = `\ufeff${PREV['a.proto'].replaceAll('\n', '\r\n')}`
    const cwd = folderWith({ 'a.proto': text }, { 'real/a.proto': text.replace('int64', 'string') })
    const yaml = 'version: v2\nmodules: [{path: ., excludes: [real]}]\n'
    writeFileSync(join(cwd, 'next/buf.yaml'), yaml)
    symlinkSync('real/a.proto', join(cwd, 'next/a.proto'))
    expect(await check(cwd, '--fix')).toMatchObject({ code: 0 })
    expect(read(cwd, 'real/a.proto')).toBe(text)
  })

  it('works without the old texts as far as that goes', async () => {
    const cwd = folderWith(
      { 'buf.yaml': 'version: v2\nbreaking: {use: [WIRE]}\n', ...PREV },
      {
        'buf.yaml': 'version: v2\nbreaking: {use: [WIRE]}\n',
        'a.proto': proto('message Order {\n  sint64 price = 2;\n}'),
      },
    )
    await runCommand(['build', 'prev', '-o', 'prev.binpb'], { cwd })
    const { code, out, err } = await runCommand(['check', 'next', '--against', 'prev.binpb', '--fix'], { cwd })
    expect([code, err.split('\n')[0]]).toEqual([
      1,
      'fixed: next/a.proto:5:1: Reserve the number of the field (FIELD_NO_DELETE_UNLESS_NUMBER_RESERVED)',
    ])
    expect(out).toContain('(FIELD_WIRE_COMPATIBLE_TYPE)')
    expect(read(cwd, 'a.proto')).toContain('reserved 1;')
  })

  it('wants a folder', async () => {
    const cwd = folderWith(PREV, PREV)
    await runCommand(['build', 'next', '-o', 'next.binpb'], { cwd })
    const { code, err } = await runCommand(['check', 'next.binpb', '--against', 'prev', '--fix'], { cwd })
    expect([code, err]).toEqual([
      2,
      'error: --fix changes files, so that the input must be a folder, and next.binpb is none\n',
    ])
  })

  it('tells the edits of each finding in JSON, in bytes', async () => {
    const cwd = folderWith(PREV, { 'a.proto': `// é\n${PREV['a.proto'].replace('int64', 'string')}` })
    const [finding] = JSON.parse((await check(cwd, '--format', 'json')).out)
    const [{ path, start, end, newText }] = finding.fix.edits
    const bytes = readFileSync(join(cwd, path))
    const text = Buffer.concat([bytes.subarray(0, start), Buffer.from(newText), bytes.subarray(end)]).toString()
    expect([finding.fix.summary, text]).toEqual(['Put the field back as it was', `// é\n${PREV['a.proto']}`])
  })
})
