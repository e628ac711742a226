import { compile } from '@wireproof/compiler'
import { expect, test } from 'vitest'
import { imageOf } from '../testing/image-of.ts'
import { listUses } from './list-uses.ts'

function rowsOf(text: Parameters<typeof imageOf>[0]): string[] {
  return listUses(imageOf(text)).map(
    ({ kind, symbol, number, name, jsonName, type }) =>
      `${kind} ${symbol} ${number} ${name}${jsonName === name ? '' : ` (${jsonName})`} ${type}`,
  )
}

test('lists fields with what is written under their numbers, and not what only reads differently', () => {
  const rows = rowsOf(`
    message M {
      optional string first_name = 1;
      repeated int32 n = 2 [packed = false];
      map<string, M> children = 3;
      oneof o { E e = 4 [json_name = "letter"]; }
      message Inner { bytes b = 1; }
    }
    enum E { ZERO = 0; }`)
  expect(rows).toEqual([
    'field a.v1.M 1 first_name (firstName) string',
    'field a.v1.M 2 n repeated int32',
    'field a.v1.M 3 children map<string, message a.v1.M>',
    'field a.v1.M 4 e (letter) enum a.v1.E',
    'field a.v1.M.Inner 1 b bytes',
    'enum value a.v1.E 0 ZERO ',
  ])
})

test('lists groups as what they are on the wire, extensions under what they extend, and aliases one by one', () => {
  const rows = rowsOf({
    'a.proto': `syntax = "proto2"; package a;
      message M { extensions 100 to 200; optional group G = 1 { optional M m = 2; } extend M { optional bool y = 101; } }
      extend M { repeated M x = 100; }
      enum E { option allow_alias = true; A = 1; B = 1; }`,
  })
  expect(rows).toEqual([
    'field a.M 1 g group a.M.G',
    'field a.M.G 2 m message a.M',
    'enum value a.E 1 A ',
    'enum value a.E 1 B ',
    'extension a.M 101 [a.M.y] bool',
    'extension a.M 100 [a.x] repeated message a.M',
  ])
})

test('leaves out what is only imported', () => {
  const files: Record<string, string> = {
    'a.proto': 'syntax = "proto3"; import "b.proto"; message A { B b = 1; }',
    'b.proto': 'syntax = "proto3"; message B { string s = 1; }',
  }
  const { image } = compile(['a.proto'], (path) => files[path])
  expect(image && listUses(image).map(({ symbol }) => symbol)).toEqual(['A'])
})
