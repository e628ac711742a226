import { describe, expect, test } from 'vitest'
import { SchemaIndex } from '../schema/schema-index.ts'
import { imageOf } from '../testing/image-of.ts'
import { proveMessagePairs } from './prove-message-pair.ts'
import { SchemaShapes } from './schema-shapes.ts'
import type { WireFormat } from './shape.ts'

const HEADS = {
  proto2: 'syntax = "proto2"; package a.v1;\n',
  proto3: 'syntax = "proto3"; package a.v1;\n',
  editions: 'edition = "2023"; package a.v1;\n',
}

/** `backward: class@field, ...; forward: ...` for message M of two texts. */
function show(prev: string, next: string, format: WireFormat): string {
  const [a, b] = [prev, next].map((text, i) => {
    const [, syntax, body] = /^(proto2|proto3|editions): (.*)$/s.exec(text) ?? [, 'proto3', text]
    const declared = /^message M/m.test(body!) || / message M /.test(body!) ? body : `message M { ${body} }`
    const image = imageOf({ 'a.proto': `${HEADS[syntax as 'proto2']}${declared}` })
    return new SchemaShapes(new SchemaIndex(i === 0 ? 'prev' : 'next', image))
  }) as [SchemaShapes, SchemaShapes]
  const losses = proveMessagePairs([{ prev: a.find('a.v1.M')!, next: b.find('a.v1.M')! }], {
    formats: [format],
    profile: 'ignoreUnknown',
  })
  const sides = (['backward', 'forward'] as const).map((direction) => {
    const shown = losses
      .filter((loss) => loss.direction === direction)
      .map(({ lossClass, place, trial }) => {
        const payload =
          typeof trial.payload === 'string' ? trial.payload : Buffer.from(trial.payload).toString('hex')
        return `${lossClass}@${place.writerField?.number ?? '-'}/${place.readerField?.number ?? '-'} ${payload}`
      })
    return shown.length === 0 ? '-' : shown.sort().join(' , ')
  })
  return sides.join(' | ')
}

test('debug', () => {
  for (const [p, n] of [
    ['int32 a = 1;', 'int64 a = 1;'],
    ['int64 a = 1;', 'bool a = 1;'],
    ['int32 a = 1;', 'uint32 a = 1;'],
    ['int32 a = 1;', 'sint32 a = 1;'],
    ['int32 a = 1;', 'string a = 1;'],
    ['int32 a = 1;', 'fixed32 a = 1;'],
    ['fixed32 a = 1;', 'float a = 1;'],
    ['string a = 1;', 'bytes a = 1;'],
    ['proto2: optional string a = 1;', 'optional string a = 1;'],
    ['proto2: optional string a = 1;', 'proto2: optional bytes a = 1;'],
    ['X a = 1; message X { int32 b = 1; }', 'bytes a = 1;'],
    ['int32 a = 1;', 'repeated int32 a = 1;'],
    ['string a = 1;', 'repeated string a = 1;'],
    ['X a = 1; message X { int32 b = 1; }', 'repeated X a = 1; message X { int32 b = 1; }'],
    ['repeated int32 a = 1 [packed = false];', 'repeated int32 a = 1;'],
    ['enum E { Z = 0; O = 1; T = 2; } E a = 1;', 'proto2: enum E { Z = 0; O = 1; } optional E a = 1;'],
    ['proto2: enum E { Z = 0; O = 1; T = 2; } optional E a = 1;', 'proto2: enum E { Z = 0; O = 1; } optional E a = 1;'],
    ['proto2: enum E { Z = 0; O = 1; T = 2; } repeated E a = 1;', 'proto2: enum E { Z = 0; O = 1; } repeated E a = 1;'],
    ['int32 a = 1; int32 b = 2;', 'oneof x { int32 a = 1; int32 b = 2; }'],
    ['int32 a = 1;', 'optional int32 a = 1;'],
    ['map<string, int32> a = 1;', 'repeated X a = 1; message X { string key = 1; int32 value = 2; }'],
    ['proto2: optional group A = 1 { optional int32 b = 1; }', 'proto2: message A { optional int32 b = 1; } optional A a = 1;'],
    ['proto2: optional int32 a = 1;', 'proto2: required int32 a = 1;'],
    ['proto2: optional int32 b = 2;', 'proto2: required int32 a = 1; optional int32 b = 2;'],
    ['proto2: optional int32 a = 1 [default = 5];', 'proto2: optional int32 a = 1 [default = 7];'],
    ['X a = 1; message X { int64 b = 1; }', 'Y a = 1; message Y { int32 b = 1; }'],
    ['int64 a = 1;', 'double a = 1;'],
    ['float a = 1;', 'double a = 1;'],
    ['int32 a = 1;', 'int32 b = 1;'],
    ['int32 a = 1; int32 b = 2;', 'int32 b = 1; int32 a = 2;'],
  ] as const) {
    console.log(`${p}  ->  ${n}\n   B: ${show(p, n, 'binary')}\n   J: ${show(p, n, 'json')}`)
  }
})
