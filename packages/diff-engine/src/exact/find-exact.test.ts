import { describe, expect, test } from 'vitest'
import { defaultPolicy } from '../default-policy.ts'
import { diff } from '../diff.ts'
import type { Finding } from '../finding.ts'
import type { OwnPolicy, Policy } from '../policy.ts'
import { defaultOwnPolicy } from '../resolve-own-rules.ts'
import { imageOf, type Text } from '../testing/image-of.ts'

/** The findings under WIRE, which lets most of this through, and WIRE_EXACT. */
function run(prev: Text, next: Text, own: Partial<OwnPolicy> = {}, policy: Partial<Policy> = {}): Finding[] {
  return diff(imageOf(prev), imageOf(next), {
    ...defaultPolicy('v2'),
    use: ['WIRE'],
    own: { ...defaultOwnPolicy(), use: ['WIRE_EXACT'], ...own },
    ...policy,
  })
}
const rulesOf = (...args: Parameters<typeof run>) => run(...args).map(({ rule }) => rule)
const message = (fields: string) => `message M { ${fields} }`

test('a finding has all that is promised', () => {
  expect(run(message('int64 a = 1;'), message('int32 a = 1;'))).toEqual([
    {
      rule: 'FIELD_WIRE_EXACT_TYPE',
      categories: ['WIRE_EXACT'],
      severity: 'error',
      direction: 'backward',
      message:
        'Field 1 "a" of a.v1.M changed from int64 to int32. In binary, new readers of old data read 1 where 4294967297 was meant. Keep the type, and add a field with a new number for the new one.',
      at: { path: 'a.proto', span: { start: { line: 2, column: 13 }, end: { line: 2, column: 25 } } },
      against: { path: 'a.proto', span: { start: { line: 2, column: 13 }, end: { line: 2, column: 25 } } },
      symbol: 'a.v1.M.a',
      fingerprint: expect.stringMatching(/^wp1:[0-9a-f]{16}$/),
      proofs: [expect.objectContaining({ payload: '088180808010', meant: '4294967297', got: '1' })],
      withoutProof: undefined,
    },
  ])
})

test('nothing of ours is found unless it is named', () => {
  expect(rulesOf(message('int64 a = 1;'), message('int32 a = 1;'), { use: [] })).toEqual([])
  expect(rulesOf(message('int64 a = 1;'), message('int32 a = 1;'), { use: ['FIELD_WIRE_JSON_EXACT_TYPE'] })).toEqual([
    'FIELD_WIRE_JSON_EXACT_TYPE',
  ])
})

test('findings of both kinds are one sorted list', () => {
  expect(rulesOf(message('int64 a = 1; int32 b = 2;'), message('int32 a = 1; string b = 2;'))).toEqual([
    'FIELD_WIRE_EXACT_TYPE',
    'FIELD_WIRE_COMPATIBLE_TYPE',
    'FIELD_WIRE_EXACT_TYPE',
  ])
})

test('a direction leaves out what hurts the other one alone', () => {
  const narrowed = [message('int64 a = 1;'), message('int32 a = 1;')] as const
  expect(rulesOf(...narrowed, { direction: 'forward' })).toEqual([])
  expect(rulesOf(...narrowed, { direction: 'backward' })).toEqual(['FIELD_WIRE_EXACT_TYPE'])
  const misread = [message('int32 a = 1;'), message('sint32 a = 1;')] as const
  expect(run(...misread, { direction: 'forward' }).map(({ direction }) => direction)).toContain('both')
})

test('severities can be chosen for rules of both kinds', () => {
  const found = run(message('int32 a = 1;'), message('optional sint32 a = 1;'), {
    severities: { FIELD_WIRE_COMPATIBLE_TYPE: 'warning', FIELD_WIRE_EXACT_TYPE: 'info' },
  })
  expect(Object.fromEntries(found.map(({ rule, severity }) => [rule, severity]))).toMatchObject({
    FIELD_WIRE_COMPATIBLE_TYPE: 'warning',
    FIELD_WIRE_EXACT_TYPE: 'info',
  })
  expect(run(message('int32 a = 1;'), message('optional int32 a = 1;'))).toMatchObject([
    { rule: 'FIELD_WIRE_EXACT_RELAY', severity: 'info' },
  ])
})

test('paths are ignored for our rules, all or some, and where buf.yaml ignores them', () => {
  const text = (path: string, type: string): Text => ({
    [path]: `syntax = "proto3"; package a.v1beta1; message M { ${type} a = 1; }`,
  })
  const sides = [text('x/a.proto', 'int64'), text('x/a.proto', 'int32')] as const
  expect(rulesOf(...sides)).toEqual(['FIELD_WIRE_EXACT_TYPE'])
  expect(rulesOf(...sides, { ignore: ['x'] })).toEqual([])
  expect(rulesOf(...sides, { ignoreOnly: { WIRE_EXACT: ['x/a.proto'] } })).toEqual([])
  expect(rulesOf(...sides, { ignoreOnly: { FIELD_WIRE_EXACT_RELAY: ['x'] } })).toEqual(['FIELD_WIRE_EXACT_TYPE'])
  expect(rulesOf(...sides, {}, { ignore: ['x'] })).toEqual([])
  expect(rulesOf(...sides, {}, { ignoreUnstablePackages: true })).toEqual([])
})

test('a strict reader of JSON is told of new fields', () => {
  const sides = [message(''), message('int32 a = 1;')] as const
  expect(rulesOf(...sides, { use: ['WIRE_JSON_EXACT'] })).toEqual([])
  expect(run(...sides, { use: ['WIRE_JSON_EXACT'], jsonProfile: 'strict' })).toMatchObject([
    { rule: 'FIELD_WIRE_JSON_EXACT_KNOWN_KEY', direction: 'forward', symbol: 'a.v1.M.a' },
  ])
})

test('fingerprints tell changes apart, and do not move with the file', () => {
  const printOf = (prev: string, next: string) => run(prev, next)[0]?.fingerprint
  const first = printOf(message('int64 a = 1;'), message('int32 a = 1;'))
  expect(
    printOf(message('int64 a = 1;'), `message N { int32 z = 1; }\n\n${message('string b = 2; int32 a = 1;')}`),
  ).toBe(first)
  expect(printOf(message('int64 a = 1;'), message('bool a = 1;'))).not.toBe(first)
})

describe('messages say what changed', () => {
  const two = (body: string) => `syntax = "proto2"; package a.v1; ${body}`
  test.each([
    [
      two('enum E { A = 0; B = 1; } message M { optional E e = 1; }'),
      two('enum E { A = 0; C = 2; } message M { optional E e = 1; }'),
      'Field 1 "e" of a.v1.M has other values of its enum on each side (removed 1; added 2).',
    ],
    [message('int32 a = 1;'), message('repeated int32 a = 1;'), 'changed from implicit presence to repeated.'],
    [
      two('message M { optional int32 a = 1 [default = 5]; }'),
      two('message M { optional int32 a = 1 [default = 7]; }'),
      'reads as something else when it is absent.',
    ],
    [
      'message M { A x = 1; } message A { int64 a = 1; } message B { int32 b = 1; }',
      'message M { B x = 1; } message A { int64 a = 1; } message B { int32 b = 1; }',
      'Field 1 "b" of a.v1.B, which takes the place of field 1 "a" of a.v1.A, changed from int64 to int32.',
    ],
  ])('%#', (prev, next, expected) => {
    expect(run(prev, next).map((finding) => finding.message)).toContainEqual(expect.stringContaining(expected))
  })
})
