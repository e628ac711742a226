import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { compile } from '../compile.ts'
import { fileResolver } from './file-resolver.ts'

const root = mkdtempSync(join(tmpdir(), 'file-resolver-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))
for (const folder of ['one/sub', 'two']) mkdirSync(join(root, folder), { recursive: true })
writeFileSync(join(root, 'one/a.proto'), 'syntax = "proto3";\nimport "b.proto";\nmessage M { B b = 1; }\n')
writeFileSync(join(root, 'two/a.proto'), 'syntax = "proto2";\n')
writeFileSync(join(root, 'two/b.proto'), 'syntax = "proto3";\nmessage B {}\n')

const resolve = fileResolver([join(root, 'one'), join(root, 'two')])
const textOf = (path: string) => {
  const content = resolve(path)
  return content === undefined ? undefined : new TextDecoder().decode(content as Uint8Array)
}

test('the first folder that has a file wins', () => {
  expect(textOf('a.proto')).toContain('proto3')
  expect(textOf('b.proto')).toContain('message B')
  expect(compile(['a.proto'], resolve).image?.files.map(({ path }) => path)).toEqual(['b.proto', 'a.proto'])
})

test.each([
  ['nope.proto'],
  ['sub'],
  ['a.proto/b.proto'],
  ['../two/a.proto'],
  ['sub/../a.proto'],
  ['/a.proto'],
  ['sub\\a.proto'],
  ['C:/a.proto'],
  ['a\0.proto'],
  [''],
  [`${'x'.repeat(5000)}.proto`],
])('%j is not found', (path) => {
  expect(resolve(path)).toBeUndefined()
})
