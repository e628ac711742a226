import { expect, test } from 'vitest'
import { defaultPolicy } from './default-policy.ts'
import { diff } from './diff.ts'
import type { Policy } from './policy.ts'
import { PolicyError } from './policy-error.ts'
import { ConflictingSchemaError } from './schema/conflicting-schema-error.ts'
import { check, findingsOf } from './testing/check.ts'
import { imageOf, type Text } from './testing/image-of.ts'

const run = (prev: Text, next: Text, policy: Partial<Policy> = {}) =>
  diff(imageOf(prev), imageOf(next), { ...defaultPolicy('v2'), ...policy })
const rulesOf = (prev: Text, next: Text, policy: Partial<Policy> = {}) =>
  run(prev, next, policy).map(({ rule, at }) => `${at?.path ?? '-'} ${rule}`)

const file = (packageName: string, body: string) => `syntax = "proto3"; package ${packageName};\n${body}`
const PREV = {
  'x/a.proto': file('x.v1', 'message A { int32 a = 1; }'),
  'y/b.proto': file('y.v1beta1', 'enum E { Z = 0; O = 1; }'),
  'z.proto': '',
}
const NEXT = {
  'x/a.proto': file('x.v1', 'message A { string a = 1; }'),
  'y/b.proto': file('y.v1beta1', 'enum E { Z = 0; }'),
}

test('a finding has all that is promised', () => {
  expect(run('message M { int32 id = 1; }', 'message M { string id = 1; }')).toEqual([
    {
      rule: 'FIELD_SAME_TYPE',
      severity: 'error',
      direction: 'both',
      withoutProof: undefined,
      proofs: expect.arrayContaining([
        {
          format: 'binary',
          direction: 'backward',
          lossClass: 'dropped',
          writerType: 'a.v1.M',
          readerType: 'a.v1.M',
          payload: expect.stringMatching(/^08/),
          meant: expect.stringMatching(/^-?\d+$/),
          got: '(not set, reads as "")',
        },
      ]),
      categories: ['FILE', 'PACKAGE', 'CSR'],
      message: expect.stringContaining('changed type from int32 to string'),
      at: { path: 'a.proto', span: { start: { line: 2, column: 13 }, end: { line: 2, column: 19 } } },
      against: { path: 'a.proto', span: { start: { line: 2, column: 13 }, end: { line: 2, column: 18 } } },
      symbol: 'a.v1.M.id',
      fingerprint: expect.stringMatching(/^wp1:[0-9a-f]{16}$/),
    },
  ])
})

test('the same schema has no findings', () => {
  const use = ['FILE', 'PACKAGE', 'WIRE_JSON', 'WIRE', 'CSR']
  expect(run(PREV, PREV, { use })).toEqual([])
})

test('findings without a file come first, then by path and rule', () => {
  expect(rulesOf(PREV, NEXT, { use: ['FILE', 'WIRE'] })).toEqual([
    '- FILE_NO_DELETE',
    'x/a.proto FIELD_SAME_TYPE',
    'x/a.proto FIELD_WIRE_COMPATIBLE_TYPE',
    'y/b.proto ENUM_VALUE_NO_DELETE',
    'y/b.proto ENUM_VALUE_NO_DELETE_UNLESS_NUMBER_RESERVED',
  ])
})

test('paths are ignored on either side, for all rules or some', () => {
  expect(rulesOf(PREV, NEXT, { ignore: ['x', './z.proto'] })).toEqual(['y/b.proto ENUM_VALUE_NO_DELETE'])
  expect(rulesOf(PREV, NEXT, { ignore: ['.'] })).toEqual([])
  expect(rulesOf(PREV, NEXT, { ignoreOnly: { ENUM_VALUE_NO_DELETE: ['y'], FIELD_SAME_NAME: ['x'] } })).toEqual([
    '- FILE_NO_DELETE',
    'x/a.proto FIELD_SAME_TYPE',
  ])
})

test('a message that moved out of an ignored file is ignored, but a required field that is new in it is not', () => {
  const two = (a: string, b: string) => ({
    'a.proto': `syntax = "proto2"; package p; ${a}`,
    'b.proto': `syntax = "proto2"; package p; ${b}`,
  })
  const prev = two('message M { optional int32 a = 1; }', '')
  const next = two('', 'message M { optional string a = 1; required int32 b = 2; }')
  const use = ['FIELD_SAME_TYPE', 'MESSAGE_SAME_REQUIRED_FIELDS']
  expect(rulesOf(prev, next, { use })).toHaveLength(2)
  expect(rulesOf(prev, next, { use, ignore: ['a.proto'] })).toEqual(['b.proto MESSAGE_SAME_REQUIRED_FIELDS'])
})

test('unstable packages can be ignored', () => {
  expect(rulesOf(PREV, NEXT, { ignoreUnstablePackages: true })).toEqual([
    '- FILE_NO_DELETE',
    'x/a.proto FIELD_SAME_TYPE',
  ])
})

test('imports can be left out', () => {
  const prev = 'syntax = "proto3"; import "google/protobuf/empty.proto";'
  expect(rulesOf(prev, 'syntax = "proto3";')).toEqual(['- FILE_NO_DELETE'])
  expect(rulesOf(prev, 'syntax = "proto3";', { excludeImports: true })).toEqual([])
})

test('a policy with errors is thrown', () => {
  const image = imageOf('')
  expect(() => diff(image, image, { ...defaultPolicy('v2'), use: ['NOPE'] })).toThrow(PolicyError)
})

test('a side that declares something twice is thrown, with both places', () => {
  const image = imageOf({ 'a.proto': 'message M {}' })
  const twice = { files: [...image.files, ...imageOf({ 'b.proto': 'message M {}' }).files] }
  expect(() => diff(image, twice, defaultPolicy('v2'))).toThrow(ConflictingSchemaError)
  expect(() => diff(image, twice, defaultPolicy('v2'))).toThrowErrorMatchingInlineSnapshot(
    `[ConflictingSchemaError: the next schema declares message M in "a.proto" and again in "b.proto"; keep one of them, then compare again]`,
  )
  expect(() =>
    diff({ files: [...image.files, ...image.files] }, image, defaultPolicy('v2')),
  ).toThrowErrorMatchingInlineSnapshot(
    `[ConflictingSchemaError: the previous schema declares file "a.proto" twice in "a.proto"; keep one of them, then compare again]`,
  )
})

test('without source info findings have a file and no span', () => {
  const image = imageOf('message M { map<string, int32> m = 1; }')
  const bare = { files: image.files.map((one) => ({ ...one, locate: () => undefined, locationsUnder: () => [] })) }
  const found = diff(bare, imageOf('message M { map<string, bytes> m = 1; }'), defaultPolicy('v2'))
  expect(found[0]).toMatchObject({ at: { path: 'a.proto', span: {} }, against: { path: 'a.proto', span: undefined } })
})

test('the fingerprint survives edits elsewhere, and differs when the change does', () => {
  const fingerprints = (prev: string, next: string) =>
    findingsOf('FIELD_SAME_TYPE', prev, next).map((f) => f.fingerprint)
  const before = fingerprints('message M { int32 id = 1; }', 'message M { string id = 1; }')
  expect(
    fingerprints(
      'message A {} message M { int32 id = 1; }',
      'message A {}\n\n message M { bool b = 9;\n string id = 1; }',
    ),
  ).toEqual(before)
  expect(fingerprints('message M { int32 id = 1; }', 'message M { bytes id = 1; }')).not.toEqual(before)
  expect(fingerprints('message N { int32 id = 1; }', 'message N { string id = 1; }')).not.toEqual(before)
})

test('long values are cut in messages but not in fingerprints', () => {
  const text = (end: string) =>
    `syntax = "proto2"; message M { optional string s = 1 [default = "${'x'.repeat(500)}${end}"]; }`
  const [line] = check('FIELD_SAME_DEFAULT', text('a'), text('b'))
  expect(line?.split(' | ')[2]?.length).toBeLessThan(500)
  const nature = (end: string) => findingsOf('FIELD_SAME_DEFAULT', text('a'), text(end))[0]?.fingerprint
  expect(nature('b')).not.toBe(nature('c'))
})

test('schemas made to be slow are not, and messages stay short', () => {
  const count = 3000
  const numbers = Array.from({ length: count }, (_, i) => i)
  const aliases = (from: number) => numbers.map((i) => `V${i + from} = 1;`).join(' ')
  const body = (from: number, reserved: string) =>
    `enum E { option allow_alias = true; Z = 0; ${aliases(from)} } message M { reserved ${reserved}; }`
  const found = run(body(0, '1 to 100000'), body(1, numbers.map((i) => i * 2 + 1).join(', ')), { use: ['WIRE_JSON'] })
  expect(found).toHaveLength(count + 1)
  for (const { message } of found) expect(message.length).toBeLessThan(1000)
})
