import { describe, expect, test } from 'vitest'
import { SchemaIndex } from '../schema/schema-index.ts'
import { imageOf } from '../testing/image-of.ts'
import { toHex } from './describe-value.ts'
import { type DirectedLoss, proveMessagePairs } from './prove-message-pair.ts'
import type { JsonProfile } from './read-json.ts'
import { SchemaShapes } from './schema-shapes.ts'
import type { WireFormat } from './shape.ts'

/** The shapes of a text: `2:` or `3:` in front is the syntax; a text without `message M` is the body of M. */
function shapesOf(text: string): SchemaShapes {
  const [head, body] = text.startsWith('2: ') ? ['proto2', text.slice(3)] : ['proto3', text]
  const whole = body.includes('message M ') ? body : `message M { ${body} }`
  const image = imageOf({ 'a.proto': `syntax = "${head}"; package a.v1;\n${whole}` })
  return new SchemaShapes(new SchemaIndex('prev', image))
}

function lossesOf(
  prev: string,
  next: string,
  format: WireFormat,
  profile: JsonProfile = 'ignoreUnknown',
): DirectedLoss[] {
  const [a, b] = [shapesOf(prev), shapesOf(next)]
  return proveMessagePairs([{ prev: a.find('a.v1.M')!, next: b.find('a.v1.M')! }], { formats: [format], profile })
}

/** `class number payload` of each loss of one direction, numbers of writer and reader where they differ. */
function show(losses: readonly DirectedLoss[], direction: 'backward' | 'forward'): string {
  const shown = losses
    .filter((loss) => loss.direction === direction)
    .map(({ lossClass, place, trial }) => {
      const [a, b] = [place.writerField?.number ?? '-', place.readerField?.number ?? '-']
      const payload = typeof trial.payload === 'string' ? trial.payload : toHex(trial.payload)
      return `${lossClass} ${a === b ? a : `${a}>${b}`} ${payload}`
    })
  return shown.join('; ') || '-'
}

// prev, next, what new readers lose of old data, what old readers lose of new data.
const BINARY: readonly (readonly [string, string, string, string])[] = [
  ['int32 a = 1;', 'int64 a = 1;', '-', 'changed 1 088180808010'],
  ['sint32 a = 1;', 'sint64 a = 1;', '-', 'changed 1 088280808020'],
  ['int64 a = 1;', 'bool a = 1;', 'changed 1 0802', '-'],
  ['int32 a = 1;', 'uint32 a = 1;', 'changed 1 08ffffffffffffffffff01', 'changed 1 088080808008'],
  ['int32 a = 1;', 'sint32 a = 1;', 'changed 1 0801', 'changed 1 0802'],
  ['int32 a = 1;', 'string a = 1;', 'dropped 1 0801', 'dropped 1 0a0161'],
  ['int32 a = 1;', 'fixed32 a = 1;', 'dropped 1 0801', 'dropped 1 0d01000000'],
  ['fixed32 a = 1;', 'float a = 1;', 'changed 1 0d01000000', 'changed 1 0d0000803f'],
  ['float a = 1;', 'double a = 1;', 'dropped 1 0d0000803f', 'dropped 1 09000000000000f03f'],
  ['string a = 1;', 'bytes a = 1;', '-', 'reject 1 0a01ff'],
  ['2: optional string a = 1;', '2: optional bytes a = 1;', '-', '-'],
  ['2: optional string a = 1;', 'optional string a = 1;', 'reject 1 0a01ff', '-'],
  ['X a = 1; message X { int32 b = 1; }', 'bytes a = 1;', 'changed 1 0a00', 'reject 1 0a0161; changed 1 0a026869'],
  ['enum E { Z = 0; } E a = 1;', 'int32 a = 1;', '-', '-'],
  ['repeated int32 a = 1 [packed = false];', 'repeated int32 a = 1;', '-', '-'],
  ['int32 a = 1;', 'repeated int32 a = 1;', 'relay 1 0801', 'dropped 1 0a0101'],
  ['int32 a = 1;', 'repeated int32 a = 1 [packed = false];', '-', 'relay 1 0800; changed 1 08010802'],
  ['optional string a = 1;', 'repeated string a = 1;', '-', 'changed 1 0a01610a0474657374'],
  [
    'X a = 1; message X { int32 b = 1; }',
    'repeated X a = 1; message X { int32 b = 1; }',
    '-',
    'changed 1 0a000a020801',
  ],
  [
    '2: enum E { Z = 0; O = 1; T = 2; } optional E a = 1;',
    '2: enum E { Z = 0; O = 1; } optional E a = 1;',
    'dropped 1 0802',
    '-',
  ],
  [
    'enum E { Z = 0; O = 1; } optional E a = 1;',
    '2: enum E { Z = 0; O = 1; } optional E a = 1;',
    'dropped 1 0802',
    '-',
  ],
  [
    'int32 a = 1; int32 b = 2;',
    'oneof x { int32 a = 1; int32 b = 2; }',
    'displaced 1 08011001',
    'relay 1 0800; relay 2 1000',
  ],
  [
    'oneof x { int32 a = 1; int32 b = 2; }',
    'oneof x { int32 a = 1; } optional int32 b = 2;',
    '-',
    'displaced 1 08011001',
  ],
  ['int32 a = 1;', 'optional int32 a = 1;', '-', 'relay 1 0800'],
  [
    '2: optional group A = 1 { optional int32 b = 1; }',
    '2: optional A a = 1; message A { optional int32 b = 1; }',
    'dropped 1 0b0c',
    'dropped 1 0a00',
  ],
  ['2: optional int32 a = 1;', '2: required int32 a = 1;', 'reject 1 ', '-'],
  ['2: optional int32 b = 2;', '2: required int32 a = 1; optional int32 b = 2;', 'reject ->1 ', '-'],
  ['2: optional int32 a = 1 [default = 5];', '2: optional int32 a = 1 [default = 7];', 'displaced 1 ', 'displaced 1 '],
  ['X a = 1; message X { int64 b = 1; }', 'Y a = 1; message Y { int32 b = 1; }', 'changed 1 088180808010', '-'],
  [
    'X a = 1; message X { X x = 1; bool b = 2; }',
    'X a = 1; message X { X x = 1; int32 b = 2; }',
    '-',
    'changed 2 1002',
  ],
  ['map<string, int64> a = 1;', 'map<string, int32> a = 1;', 'changed 1 0a090a0161108180808010', '-'],
  ['int32 a = 1; int32 gone = 2;', 'int32 a = 1; string added = 3;', '-', '-'],
  ['int32 a = 1;', 'int32 b = 1;', '-', '-'],
  ['double a = 1;', 'double a = 1;', '-', '-'],
]

const JSON_ROWS: readonly (readonly [string, string, string, string])[] = [
  ['int64 a = 1;', 'int32 a = 1;', 'reject 1 {"a":"4294967297"}', '-'],
  ['int32 a = 1;', 'uint32 a = 1;', 'reject 1 {"a":-1}', 'reject 1 {"a":2147483648}'],
  ['int32 a = 1;', 'sint32 a = 1;', '-', '-'],
  ['int32 a = 1;', 'bool a = 1;', 'reject 1 {"a":1}', 'reject 1 {"a":true}'],
  ['string a = 1;', 'bytes a = 1;', 'reject 1 {"a":"a"}; changed 1 {"a":"test"}', 'changed 1 {"a":"YQ=="}'],
  ['enum E { Z = 0; O = 1; } E a = 1;', 'int32 a = 1;', 'reject 1 {"a":"O"}', 'relay 1 {"a":1}'],
  ['int32 a = 1;', 'repeated int32 a = 1;', 'reject 1 {"a":1}', 'reject 1 {"a":[1]}'],
  ['int32 a = 1;', 'int32 b = 1;', 'dropped 1 {"a":1}', 'dropped 1 {"b":1}'],
  ['int32 a_b = 1;', 'int32 x = 1 [json_name = "a_b"];', 'dropped 1 {"aB":1}', 'relay 1 {"a_b":1}'],
  ['int32 a_b = 1;', 'int32 x = 1 [json_name = "aB"];', '-', '-'],
  ['int64 a = 1;', 'bool a = 2;', 'reject 1>2 {"a":"1"}', 'reject 2>1 {"a":true}'],
  [
    'int32 a = 1; int32 b = 2;',
    'oneof x { int32 a = 1; int32 b = 2; }',
    'reject 2 {"a":1,"b":1}',
    'relay 1 {"a":0}; relay 2 {"b":0}',
  ],
  [
    'enum E { Z = 0; O = 1; } E a = 1;',
    'enum E { Z = 0; P = 1; } E a = 1;',
    'dropped 1 {"a":"O"}',
    'dropped 1 {"a":"P"}',
  ],
  ['int32 a = 1;', 'double a = 1;', '-', 'reject 1 {"a":1.5}; changed 1 {"a":-0}'],
  [
    '2: optional group A = 1 { optional int32 b = 1; }',
    '2: optional A a = 1; message A { optional int32 b = 1; }',
    '-',
    '-',
  ],
  [
    'map<string, int32> a = 1;',
    'repeated X a = 1; message X { string key = 1; int32 value = 2; }',
    'reject 1 {"a":{"a":1}}',
    'reject 1 {"a":[{}]}',
  ],
]

describe('binary', () => {
  test.each(BINARY)('%s -> %s', (prev, next, backward, forward) => {
    const losses = lossesOf(prev, next, 'binary')
    expect([show(losses, 'backward'), show(losses, 'forward')]).toEqual([backward, forward])
  })
})

describe('JSON', () => {
  test.each(JSON_ROWS)('%s -> %s', (prev, next, backward, forward) => {
    const losses = lossesOf(prev, next, 'json')
    expect([show(losses, 'backward'), show(losses, 'forward')]).toEqual([backward, forward])
  })

  test('a strict reader rejects each key that it does not know', () => {
    const losses = lossesOf('int32 a = 1;', 'int32 a = 1; int32 b = 2;', 'json', 'strict')
    expect([show(losses, 'backward'), show(losses, 'forward')]).toEqual(['-', 'reject 2>- {"b":1}'])
  })
})

test('message sets and plain messages do not find each other’s extensions', () => {
  const text = (option: string) =>
    `2: message M { ${option} extensions 4 to 1000; } extend M { optional X x = 5; } message X { optional int32 b = 1; }`
  const losses = lossesOf(text('option message_set_wire_format = true;'), text(''), 'binary')
  expect([show(losses, 'backward'), show(losses, 'forward')]).toEqual(['dropped 5 0b10051a000c', 'dropped 5 2a00'])
})
