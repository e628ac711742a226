import { buildManifest, digestB4, digestB5, shake256 } from '@wireproof/module'
import { expect, test } from 'vitest'
import { b4OfManifest, b5OfManifest, digestHex, parseManifest } from './manifest.ts'

const files = new Map([
  ['z/v1/z.proto', Buffer.from('syntax = "proto3";\n')],
  ['LICENSE', Buffer.from('Apache\n')],
  ['a b/ü.proto', Buffer.from('')],
])
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

test('a manifest gives back paths and keys', () => {
  const parsed = parseManifest(buildManifest(files))
  expect([...parsed.keys()].sort()).toEqual([...files.keys()].sort())
  for (const [path, bytes] of files) expect(parsed.get(path)).toBe(digestHex(bytes))
  expect(() => parseManifest('nonsense\n')).toThrow()
})

test('digests of a manifest are those of its files', () => {
  const manifest = buildManifest(files)
  const dependencies = ['one', 'two'].map((text) => ({ type: 'b5' as const, value: shake256(text) }))
  const b5 = b5OfManifest(
    digestHex(manifest),
    dependencies.map(({ value }) => hex(value)),
  )
  expect(b5).toBe(hex(digestB5(files, dependencies).value))
  const bufYaml = Buffer.from('version: v1\n')
  for (const bufLock of [undefined, Buffer.from('version: v1\ndeps: []\n')]) {
    expect(b4OfManifest(manifest, { bufYaml, bufLock })).toBe(hex(digestB4(files, { bufYaml, bufLock }).value))
  }
})
