import { expect, test } from 'vitest'
import { errorsOf } from '../testing/compile-text.ts'

// Options of fields: each text, and what is wrong with it and where.
test.each<[string, string[]]>([
  ['syntax = "proto3"; message M { int32 a = 1 [default = 1]; }', ['default-in-proto3 1:45']],
  ['message M { repeated int32 a = 1 [default = 1]; }', ['default-not-allowed 1:22']],
  ['message M { optional int32 a = 1 [packed = true]; }', ['packed-not-repeated 1:13']],
  ['message M { repeated string a = 1 [packed = true]; }', ['packed-type 1:22']],
  ['message M { repeated string a = 1 [packed = false]; }', []],
  ['edition = "2023"; message M { repeated int32 a = 1 [packed = true]; }', ['packed-in-edition 1:53']],
  ['message M { optional int32 a = 1 [lazy = true]; }', ['lazy-type 1:22']],
  ['message M { optional group G = 1 [lazy = true] {} }', ['lazy-delimited 1:13']],
  ['message M { optional int32 a = 1 [jstype = JS_STRING]; }', ['jstype-type 1:22']],
  ['message M { optional int32 a = 1 [ctype = CORD]; }', []],
  ['edition = "2023"; message M { int32 a = 1 [ctype = CORD]; }', ['ctype-type 1:31']],
  ['edition = "2023"; message M { extensions 1; } extend M { string a = 1 [ctype = CORD]; }', ['ctype-extension 1:58']],
  ['edition = "2024"; message M { string a = 1 [ctype = CORD]; }', ['ctype-removed 1:45']],
])('%s', (text, errors) => {
  expect(errorsOf(text)).toEqual(errors)
})
