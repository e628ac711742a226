import { expect, test } from 'vitest'
import { SchemaIndex } from '../schema/schema-index.ts'
import { imageOf } from '../testing/image-of.ts'
import { proveOneWay } from './prove-one-way.ts'
import { proveShapePair } from './prove-shape-pair.ts'
import { SchemaShapes } from './schema-shapes.ts'
import type { ShapePair } from './shape-pair.ts'

/** Fields that did not change, to make the types wide. */
const FILLER = Array.from({ length: 120 }, (_, i) => `optional string filler${i} = ${i + 100};`).join(' ')

function pairOf(prev: string, next: string): ShapePair {
  const [writer, reader] = [prev, next].map((body) => {
    const text = `syntax = "proto2"; package a.v1; enum E { A = 0; B = 1; } message M { ${body} ${FILLER} }`
    return new SchemaShapes(new SchemaIndex('prev', imageOf(text))).find('a.v1.M')
  })
  if (writer === undefined || reader === undefined) throw new Error('a pair has two sides')
  return { writer, reader }
}

const keyOf = ({ place, lossClass }: ReturnType<typeof proveOneWay>[number]) =>
  [place.writerField?.name, place.readerField?.name, lossClass].join(' ')

test.each([
  ['optional int64 a = 1; optional int32 b = 2;', 'optional int32 a = 1; optional string b = 2;'],
  ['optional int32 a = 1; optional int32 b = 2;', 'oneof o { int32 a = 1; int32 b = 2; }'],
  [
    'oneof o { int32 a = 1; string b = 2; bytes c = 3; }',
    'oneof o { int32 a = 1; } optional string b = 2; oneof p { bytes c = 3; }',
  ],
  ['optional int32 a = 1;', 'required int32 a = 1; required int32 b = 2;'],
  ['required int32 a = 1; required E e = 2;', 'optional int32 a = 1;'],
  ['optional int32 a = 1; optional int32 b = 2;', 'optional int32 b = 1; optional int32 a = 2;'],
  ['optional int32 a = 1;', 'optional int32 b = 2 [json_name = "a"];'],
  ['repeated int32 a = 1; map<string, int64> m = 2;', 'optional int32 a = 1; map<string, int32> m = 2;'],
])('wide types lose what they lose as wholes: %s -> %s', (prev, next) => {
  for (const [from, to] of [
    [prev, next],
    [next, prev],
  ] as const) {
    for (const format of ['binary', 'json'] as const) {
      const pair = pairOf(from, to)
      const options = { format, profile: 'strict' } as const
      expect(proveShapePair(pair, options).map(keyOf).sort()).toEqual(proveOneWay(pair, options).map(keyOf).sort())
      for (const { place } of proveShapePair(pair, options)) expect(place.pair).toBe(pair)
    }
  }
})
