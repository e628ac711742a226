import { describe, expect, it } from 'vitest'
import { buildV1Config } from './build-v1-config.ts'
import { buildManifest, digestB4, digestB5, formatDigest, isSameDigest, parseDigest, shake256 } from './digest.ts'

const bytes = (text: string) => new TextEncoder().encode(text)

// Contents and digests that the stock buf client accepted from a registry.
const base = new Map([
  [
    'base/v1/base.proto',
    bytes(
      'syntax = "proto3";\npackage base.v1;\n// A Money.\nmessage Money { string currency = 1; int64 units = 2; }\n',
    ),
  ],
  ['README.md', bytes('# Base\n')],
  ['LICENSE', bytes('Apache\n')],
])
const mid = new Map([
  [
    'mid/v1/mid.proto',
    bytes(
      'syntax = "proto3";\npackage mid.v1;\nimport "base/v1/base.proto";\nimport "google/protobuf/timestamp.proto";\n' +
        'message Order { string id = 1; base.v1.Money price = 2; google.protobuf.Timestamp at = 3; }\n',
    ),
  ],
])
const B5_BASE =
  'b5:7046be035e0b826f8d4bb9721cafa0da88ce5f9234a5fdb081a4dc569b6c5e2d0dc80e42f3589f96b0bf116c9bdc7eca8a4feac682109378ef7ba25477f0a640'
const B5_MID =
  'b5:5a2fc73fdd23e9aa8cbe3950b08ec24ca5906217ec49e789045c04943a7403e07eba73b6bbedcbc4254b49938e0022df2b0defb07d5cabfbe515daf62cf163e0'
const B4_BASE =
  'shake256:589bdd58633875ca108392b409c18b70a92a402305ba54aa05eea0b3d5497d7c57ba9b812818021f468a63c605e88fc35f2849c1cfe7c3980b1a7d5de4d810dd'

describe('buildManifest', () => {
  it('lists files in the byte order of their paths', () => {
    const lines = buildManifest(base).split('\n')
    expect(lines.map((line) => line.split('  ')[1])).toEqual(['LICENSE', 'README.md', 'base/v1/base.proto', undefined])
    expect(lines[0]).toBe(
      'shake256:76a1ca036b7737c41896102aecd9dc4b0dff02f87f7cfef5ab6f384870c0d547e0cd22d30b8d7c036cd1f8cc83647f2b9bb69aa18527dc3f02cf1d57f6899df1  LICENSE',
    )
  })

  it('is empty for no files', () => {
    expect(buildManifest(new Map())).toBe('')
    expect(Buffer.from(shake256('')).toString('hex')).toMatch(/^46b9dd2b0ba88d13.*7c4be$/)
  })
})

describe('digestB5', () => {
  it('is the one that the stock client computes, without and with dependencies', () => {
    const digest = digestB5(base, [])
    expect(formatDigest(digest)).toBe(B5_BASE)
    expect(formatDigest(digestB5(mid, [digest]))).toBe(B5_MID)
  })

  it('does not depend on the order of dependencies', () => {
    const a = digestB5(base, [])
    const b = digestB5(mid, [])
    expect(digestB5(mid, [a, b])).toEqual(digestB5(mid, [b, a]))
  })

  it('refuses to mix digest types', () => {
    expect(() => digestB5(mid, [digestB4(base, { bufYaml: bytes(''), bufLock: undefined })])).toThrow(/b4/)
  })
})

describe('digestB4', () => {
  it('covers the configuration', () => {
    const config = buildV1Config({ registry: 'localhost:8080', owner: 'acme', module: 'base' }, [])
    expect(formatDigest(digestB4(base, config))).toBe(B4_BASE)
  })

  it('covers the lock file when there is one', () => {
    const bufYaml = bytes('version: v1\n')
    const without = digestB4(base, { bufYaml, bufLock: undefined })
    expect(isSameDigest(without, digestB4(base, { bufYaml, bufLock: bytes('') }))).toBe(false)
  })
})

describe('parseDigest', () => {
  it('reads back what formatDigest writes', () => {
    for (const text of [B5_BASE, B4_BASE]) expect(formatDigest(parseDigest(text)!)).toBe(text)
  })

  it.each(['', 'b5:', B5_BASE.slice(0, -1), `${B5_BASE}0`, B5_BASE.toUpperCase(), B5_BASE.replace('b5', 'b1')])(
    'is undefined for "%s"',
    (text) => {
      expect(parseDigest(text)).toBeUndefined()
    },
  )
})
