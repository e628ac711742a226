import { describe, expect, it } from 'vitest'
import { defaultPolicy } from '../default-policy.ts'
import { diff } from '../diff.ts'
import type { Finding } from '../finding.ts'
import { RULES_WITH_CHECKS } from '../rules/index.ts'
import { imageOf, type Text } from '../testing/image-of.ts'
import { RULE_EVIDENCE } from './rule-evidence.ts'

/** The only finding of a rule between two texts. */
function findingOf(rule: string, prev: Text, next: Text): Finding {
  const [finding, ...others] = diff(imageOf(prev), imageOf(next), { ...defaultPolicy('v2'), use: [rule] })
  expect(others).toEqual([])
  if (finding === undefined) throw new Error('there is no finding')
  return finding
}

/** `format direction class payload: meant -> got`, a line each, or the reason why there is none. */
function proofsOf(rule: string, prev: Text, next: Text): string[] | string {
  const { proofs, withoutProof } = findingOf(rule, prev, next)
  if (withoutProof !== undefined) return withoutProof
  return proofs.map(
    ({ format, direction, lossClass, payload, meant, got }) =>
      `${format} ${direction} ${lossClass} ${payload}: ${meant} -> ${got}`,
  )
}

it('has a row for each rule that checks something, for the same hook', () => {
  const hooks = Object.fromEntries(Object.entries(RULE_EVIDENCE).map(([id, row]) => [id, row.on]))
  expect(hooks).toEqual(Object.fromEntries(RULES_WITH_CHECKS.map(({ id, on }) => [id, on])))
})

const message = (fields: string) => `message M { ${fields} }`
const proto2 = (text: string) => `syntax = "proto2"; package a.v1; ${text}`
const enumOf = (values: string, field = 'E e = 1;') => `enum E { ${values} } message M { ${field} }`

describe('the proofs of a changed field', () => {
  it('show its type in both formats, and say who is hurt', () => {
    const [prev, next] = [message('int64 a = 1;'), message('int32 a = 1;')]
    expect(proofsOf('FIELD_SAME_TYPE', prev, next)).toEqual([
      'binary backward changed 088180808010: 4294967297 -> 1',
      expect.stringMatching(/^json backward reject \{"a":"4294967297"\}: 4294967297 -> error: /),
    ])
    expect(findingOf('FIELD_SAME_TYPE', prev, next).direction).toBe('backward')
  })

  it('are those of the format that the rule is about', () => {
    expect(proofsOf('FIELD_WIRE_COMPATIBLE_TYPE', message('int32 a = 1;'), message('fixed32 a = 1;'))).toEqual([
      expect.stringMatching(/^binary backward dropped /),
      expect.stringMatching(/^binary forward dropped /),
    ])
  })

  it('come from inside of a message type that took the place of another', () => {
    const text = (type: string) => `message A { int64 a = 1; } message B { bool a = 1; } message M { ${type} x = 1; }`
    expect(proofsOf('FIELD_SAME_TYPE', text('A'), text('B'))).toEqual(
      expect.arrayContaining(['binary backward changed 0802: 2 -> true']),
    )
    const same = (type: string) => `message A { int64 a = 1; } message B { int64 a = 1; } message M { ${type} x = 1; }`
    expect(proofsOf('FIELD_SAME_TYPE', same('A'), same('B'))).toBe('same-values')
  })

  it('are those of the map for its key and value', () => {
    expect(
      proofsOf('FIELD_SAME_TYPE', message('map<string, int64> a = 1;'), message('map<string, int32> a = 1;')),
    ).toEqual(expect.arrayContaining([expect.stringMatching(/^binary backward changed /)]))
  })

  it('show names in JSON alone', () => {
    expect(proofsOf('FIELD_SAME_NAME', message('int32 a = 1;'), message('int32 b = 1;'))).toEqual([
      'json backward dropped {"a":1}: 1 -> (not set, reads as 0)',
      'json forward dropped {"b":1}: 1 -> (not set, reads as 0)',
    ])
    expect(proofsOf('FIELD_SAME_NAME', message('int32 a = 1;'), message('int32 b = 1 [json_name = "a"];'))).toBe(
      'same-values',
    )
  })

  it('show a oneof that clears one of two fields, at both of them', () => {
    const findings = diff(
      imageOf(message('int32 a = 1; int32 b = 2;')),
      imageOf(message('oneof o { int32 a = 1; int32 b = 2; }')),
      { ...defaultPolicy('v2'), use: ['FIELD_SAME_ONEOF'] },
    )
    expect(findings.map(({ symbol, proofs }) => [symbol, proofs[0]?.format, proofs[0]?.lossClass])).toEqual([
      ['a.v1.M.a', 'binary', 'displaced'],
      ['a.v1.M.b', 'binary', 'displaced'],
    ])
  })

  it('show a default by the empty payload', () => {
    const text = (value: number) => proto2(message(`optional int32 a = 1 [default = ${value}];`))
    expect(proofsOf('FIELD_SAME_DEFAULT', text(5), text(7))).toContain(
      'binary backward displaced : (not set, reads as 5) -> (not set, reads as 7)',
    )
  })

  it('show a field that became required, and one that is not any more', () => {
    const [optional, required] = [proto2(message('optional int32 a = 1;')), proto2(message('required int32 a = 1;'))]
    expect(proofsOf('MESSAGE_SAME_REQUIRED_FIELDS', optional, required)).toContain(
      'binary backward reject : (not set, reads as 0) -> error: required field a.v1.M.a is missing',
    )
    expect(findingOf('MESSAGE_SAME_REQUIRED_FIELDS', required, optional).direction).toBe('forward')
    expect(findingOf('MESSAGE_SAME_REQUIRED_FIELDS', proto2(message('')), required).direction).toBe('backward')
  })

  it('are those of the message that an extension extends', () => {
    const text = (type: string) => proto2(`message M { extensions 5; } extend M { optional ${type} x = 5; }`)
    expect(proofsOf('FIELD_SAME_TYPE', text('int64'), text('int32'))).toContain(
      'binary backward changed 288180808010: 4294967297 -> 1',
    )
  })
})

describe('a deleted field', () => {
  it('is unseen', () => {
    expect(proofsOf('FIELD_NO_DELETE', message('int32 a = 1; int32 b = 2;'), message('int32 b = 2;'))).toBe('unseen')
  })

  it('has a proof when its JSON key is that of another field now', () => {
    const [prev, next] = [message('int32 a = 1; string b = 2;'), message('string a = 2;')]
    expect(proofsOf('FIELD_NO_DELETE', prev, next)).toEqual([expect.stringMatching(/^json forward reject \{"a":"a"\}/)])
  })

  it('has a proof when old readers require it', () => {
    expect(proofsOf('FIELD_NO_DELETE', proto2(message('required int32 a = 1;')), proto2(message('')))).toContain(
      'binary forward reject : (no such field) -> error: required field a.v1.M.a is missing',
    )
  })
})

describe('the proofs of an enum', () => {
  it('show the very number that was deleted', () => {
    const values = 'A = 0; B = 1; C = 2;'
    const findings = diff(
      imageOf(proto2(enumOf(values, 'optional E e = 1;'))),
      imageOf(proto2(enumOf('A = 0;', 'optional E e = 1;'))),
      {
        ...defaultPolicy('v2'),
        use: ['ENUM_VALUE_NO_DELETE'],
      },
    )
    expect(findings.map(({ proofs }) => proofs.map(({ payload }) => payload))).toEqual([
      ['0801', '{"e":"B"}'],
      ['0802', '{"e":"C"}'],
    ])
  })

  it('show a name in JSON', () => {
    expect(proofsOf('ENUM_VALUE_SAME_NAME', enumOf('A = 0; B = 1;'), enumOf('A = 0; C = 1;'))).toEqual([
      expect.stringMatching(/^json backward dropped \{"e":"B"\}/),
      expect.stringMatching(/^json forward dropped \{"e":"C"\}/),
    ])
  })

  it('are found through maps, and missing when nothing holds the enum', () => {
    const map = (values: string) => enumOf(values, 'map<int32, E> e = 1;')
    expect(proofsOf('ENUM_VALUE_NO_DELETE', map('A = 0; B = 1;'), map('A = 0;'))).toEqual([
      expect.stringMatching(/^json backward /),
    ])
    const unused = (values: string) => enumOf(values, '')
    expect(proofsOf('ENUM_VALUE_NO_DELETE', unused('A = 0; B = 1;'), unused('A = 0;'))).toBe('unused-enum')
  })

  it('show an enum that was closed', () => {
    const text = (type: string) =>
      `edition = "2023"; package a.v1; enum E { option features.enum_type = ${type}; A = 0; B = 1; } message M { E e = 1; }`
    expect(findingOf('ENUM_SAME_TYPE', text('OPEN'), text('CLOSED'))).toMatchObject({
      direction: 'backward',
      proofs: [{ format: 'binary', lossClass: 'dropped' }, { format: 'json' }],
    })
  })
})

describe('types', () => {
  const any = (name: string) =>
    `import "google/protobuf/any.proto"; message M { google.protobuf.Any any = 1; } message ${name} {}`
  it('that are gone have a proof when an Any can hold them', () => {
    expect(proofsOf('MESSAGE_NO_DELETE', any('Old'), any('New'))).toEqual([
      expect.stringMatching(/^json backward reject \{"@type":"type.googleapis.com\/a.v1.Old"\}/),
    ])
    expect(proofsOf('MESSAGE_NO_DELETE', 'message Old {}', 'message New {}')).toBe('type-gone')
  })

  it('of a file that is gone are tried too, and a file that only moved breaks sources alone', () => {
    const any =
      'syntax = "proto3"; package a.v1; import "google/protobuf/any.proto"; message M { google.protobuf.Any a = 1; }'
    const old = 'syntax = "proto3"; package a.v1; message Old {}'
    const [prev, gone, moved] = [{ a: any, b: old }, { a: any }, { a: any, c: old }].map((files) =>
      Object.fromEntries(Object.entries(files).map(([name, text]) => [`${name}.proto`, text])),
    ) as [Text, Text, Text]
    expect(proofsOf('FILE_NO_DELETE', prev, gone)).toEqual([expect.stringMatching(/^json backward reject .*a.v1.Old/)])
    expect(proofsOf('FILE_NO_DELETE', prev, moved)).toBe('source-only')
  })

  it('of a call are compared with each other', () => {
    const text = (type: string) =>
      `message A { int64 a = 1; } message B { int32 a = 1; } service S { rpc Do(${type}) returns (A); }`
    expect(proofsOf('RPC_SAME_REQUEST_TYPE', text('A'), text('B'))).toContain(
      'binary backward changed 088180808010: 4294967297 -> 1',
    )
  })
})

it('says why no payload can show a finding', () => {
  const service = (rpcs: string) => `message A {} service S { ${rpcs} }`
  expect(proofsOf('RPC_NO_DELETE', service('rpc Do(A) returns (A);'), service(''))).toBe('rpc-shape')
  expect(proofsOf('FILE_SAME_GO_PACKAGE', 'option go_package = "a";', 'option go_package = "b";')).toBe('source-only')
  expect(proofsOf('RESERVED_MESSAGE_NO_DELETE', 'message M { reserved 1; }', 'message M {}')).toBe('future-reuse')
  const set = (type: string) =>
    proto2(
      `message M { option message_set_wire_format = true; extensions 4 to 100; } extend M { optional ${type} x = 5; } message X {} message Y {}`,
    )
  expect(proofsOf('FIELD_SAME_TYPE', set('X'), set('Y'))).toBe('message-set')
})
