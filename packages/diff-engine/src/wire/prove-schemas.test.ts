import { describe, expect, test } from 'vitest'
import { imageOf } from '../testing/image-of.ts'
import { Confirmer } from './decoders/confirmer.ts'
import { type ExactOptions, proveImages } from './prove-schemas.ts'

const BINARY: ExactOptions = { formats: ['binary'], profile: 'ignoreUnknown' }
const JSON_ONLY: ExactOptions = { formats: ['json'], profile: 'ignoreUnknown' }

function find(prev: string, next: string, options: ExactOptions) {
  return proveImages(imageOf(prev), imageOf(next), options)
}

/** `rule direction prev field -> next field`. */
function show(prev: string, next: string, options: ExactOptions): string[] {
  return find(prev, next, options).map(({ rule, direction, prevField, nextField, prevMessage }) => {
    const place = prevField ?? nextField
    const name = place === undefined ? prevMessage?.fullName : `${place.parent?.fullName ?? ''}.${place.name}`
    return `${rule.id} ${direction} ${name}`
  })
}

test('a finding says what the writer meant and what the reader got', () => {
  const [finding] = find('message M { int64 a = 1; }', 'message M { int32 a = 1; }', BINARY)
  expect(finding?.proofs).toEqual([
    {
      format: 'binary',
      direction: 'backward',
      lossClass: 'changed',
      writerType: 'a.v1.M',
      readerType: 'a.v1.M',
      payload: '088180808010',
      meant: '4294967297',
      got: '1',
    },
  ])
})

describe('where findings sit', () => {
  test('at the fields that differ, once, and not at the fields that lead there', () => {
    const text = (type: string) =>
      `message Outer { Inner x = 1; repeated Inner y = 2; } message Inner { ${type} a = 1; }`
    expect(show(text('int64'), text('int32'), BINARY)).toEqual(['FIELD_WIRE_EXACT_TYPE backward a.v1.Inner.a'])
  })

  test('in the type that took the place of another one', () => {
    const text = (type: string) => `message M { ${type} x = 1; } message A { int64 a = 1; } message B { int32 a = 1; }`
    expect(show(text('A'), text('B'), BINARY)).toEqual(['FIELD_WIRE_EXACT_TYPE backward a.v1.A.a'])
  })

  test('in the type of a request that was replaced', () => {
    const text = (type: string) =>
      `service S { rpc Do(${type}) returns (A); } message A { bool a = 1; } message B { int32 a = 1; }`
    expect(show(text('A'), text('B'), BINARY)).toEqual(['FIELD_WIRE_EXACT_TYPE forward a.v1.A.a'])
  })

  test('at the map field for its key and value', () => {
    expect(show('message M { map<int64, bool> a = 1; }', 'message M { map<int32, bool> a = 1; }', BINARY)).toEqual([
      'FIELD_WIRE_EXACT_TYPE backward a.v1.M.a',
    ])
  })

  test('at an extension, paired by extendee and number', () => {
    const text = (type: string) =>
      `syntax = "proto2"; package a.v1; message M { extensions 5; } extend M { optional ${type} x = 5; }`
    expect(show(text('int64'), text('int32'), BINARY)).toEqual(['FIELD_WIRE_EXACT_TYPE backward .x'])
  })
})

describe('rules', () => {
  const proto2 = (body: string) => `syntax = "proto2"; package a.v1; enum E { A = 0; B = 1; } message M { ${body} }`
  test.each([
    [
      'int32 a = 1;',
      'repeated int32 a = 1;',
      ['FIELD_WIRE_EXACT_RELAY backward', 'FIELD_WIRE_EXACT_CARDINALITY forward'],
    ],
    ['int32 a = 1;', 'optional int32 a = 1;', ['FIELD_WIRE_EXACT_RELAY forward']],
    ['int32 a = 1; int32 b = 2;', 'oneof o { int32 a = 1; int32 b = 2; }', ['FIELD_WIRE_EXACT_ONEOF backward']],
  ])('%s -> %s', (prev, next, expected) => {
    const shown = show(`message M { ${prev} }`, `message M { ${next} }`, BINARY).map((one) => one.replace(/ \S+$/, ''))
    expect(shown).toEqual(expect.arrayContaining(expected))
  })
  test.each([
    ['optional int32 a = 1 [default = 5];', 'optional int32 a = 1;', 'FIELD_WIRE_EXACT_DEFAULT both'],
    ['optional int32 a = 1;', 'required int32 a = 1;', 'FIELD_WIRE_EXACT_REQUIRED backward'],
    ['optional int32 a = 1;', 'optional E a = 1;', 'FIELD_WIRE_EXACT_TYPE backward'],
  ])('%s -> %s', (prev, next, expected) => {
    expect(show(proto2(prev), proto2(next), BINARY)).toEqual([`${expected} a.v1.M.a`])
  })
  test('UTF-8 and enum values', () => {
    const body = 'optional string a = 1; optional E b = 2;'
    const proto3 = `enum E { A = 0; B = 1; C = 2; } message M { ${body} }`
    expect(show(proto2(body), proto3, BINARY)).toEqual([
      'FIELD_WIRE_EXACT_UTF8 backward a.v1.M.a',
      'FIELD_WIRE_EXACT_ENUM_VALUES forward a.v1.M.b',
    ])
  })
  test('JSON names', () => {
    expect(show('message M { int32 a = 1; }', 'message M { int32 b = 1; }', JSON_ONLY)).toEqual([
      'FIELD_WIRE_JSON_EXACT_NAME both a.v1.M.a',
    ])
  })
  test('a strict reader knows each key', () => {
    const strict: ExactOptions = { formats: ['json'], profile: 'strict' }
    expect(show('message M {}', 'message M { int32 a = 1; }', strict)).toEqual([
      'FIELD_WIRE_JSON_EXACT_KNOWN_KEY forward a.v1.M.a',
    ])
  })
})

describe('a message that an Any can hold', () => {
  const any = 'import "google/protobuf/any.proto"; message M { google.protobuf.Any any = 1; }'
  test('is missed by readers of JSON when its name is gone', () => {
    const [finding, ...others] = find(
      `${any} message Old { int32 a = 1; }`,
      `${any} message New { int32 a = 1; }`,
      JSON_ONLY,
    )
    expect(others).toEqual([])
    expect(finding?.rule.id).toBe('MESSAGE_WIRE_JSON_EXACT_ANY_NAME')
    expect(finding?.proofs[0]).toMatchObject({
      lossClass: 'reject',
      payload: '{"@type":"type.googleapis.com/a.v1.Old"}',
    })
  })
  test('is not looked for when no field is an Any', () => {
    expect(show('message Old { int32 a = 1; }', 'message New { int32 a = 1; }', JSON_ONLY)).toEqual([])
  })
})

test('nothing is found between equal images', () => {
  const text = 'message M { map<string, M> a = 1; oneof o { int64 b = 2; string c = 3; } optional bytes d = 4; }'
  expect(find(text, text, { formats: ['binary', 'json'], profile: 'strict' })).toEqual([])
})

describe('confirmation by the decoders of this process', () => {
  async function confirm(prev: string, next: string) {
    const [a, b] = [imageOf(prev), imageOf(next)]
    const confirmer = new Confirmer({ prev: a, next: b, profile: 'ignoreUnknown' })
    const losses = proveImages(a, b, BINARY).flatMap((finding) => finding.losses)
    return Promise.all(losses.map((loss) => confirmer.confirm(loss)))
  }
  test('both show the same', async () => {
    const [confirmation] = await confirm('message M { int64 a = 1; }', 'message M { bool a = 1; }')
    expect(confirmation).toMatchObject({ isConfirmed: true, reason: undefined })
    expect(confirmation?.verdicts.map(({ outcome }) => outcome)).toEqual(['confirms', 'confirms'])
  })
  test('one is enough when the other is known to deviate', async () => {
    const [confirmation] = await confirm('message M { int32 a = 1; }', 'message M { fixed32 a = 1; }')
    expect(confirmation).toMatchObject({ isConfirmed: true })
    expect(confirmation?.verdicts).toContainEqual({ decoder: 'es', outcome: 'deviates', deviations: ['es-wire-type'] })
  })
  test('no decoder reads message sets, and the reason says so', async () => {
    const text = (option: string) =>
      `syntax = "proto2"; package a.v1; message M { ${option} extensions 4 to 100; }
       extend M { optional X x = 5; } message X { optional int32 b = 1; }`
    const [confirmation] = await confirm(text('option message_set_wire_format = true;'), text(''))
    expect(confirmation?.isConfirmed).toBe(false)
    expect(confirmation?.reason).toContain('es-message-set')
  })
})
