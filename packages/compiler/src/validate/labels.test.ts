import { expect, test } from 'vitest'
import { errorsOf } from '../testing/compile-text.ts'

// Words in front of fields: each text, and what is wrong with it and where.
test.each<[string, string[]]>([
  ['message M { int32 a = 1; }', ['missing-label 1:13']],
  ['message M { group G = 1 {} }', ['missing-label 1:13']],
  ['message M { oneof o { int32 a = 1; } }', []],
  ['message M { oneof o { repeated int32 a = 1; } }', ['label-in-oneof 1:23']],
  ['message M { oneof o { map<int32, int32> a = 1; } }', ['map-in-oneof 1:23']],
  ['message M { repeated map<int32, int32> a = 1; }', ['label-on-map 1:22']],
  ['message M { extensions 1; } extend M { required int32 a = 1; }', ['required-extension 1:40']],
  ['message M { extensions 1; } extend M { map<int32, int32> a = 1; }', ['map-extension 1:40']],
  ['message M { optional group g = 1 {} }', ['lower-case-group 1:28']],
  ['syntax = "proto3"; message M { required int32 a = 1; }', ['required-in-proto3 1:32']],
  ['syntax = "proto3"; message M { repeated group G = 1 {} }', ['group-outside-proto2 1:41']],
  ['edition = "2023"; message M { optional int32 a = 1; }', ['label-in-edition 1:31']],
  ['edition = "2023"; message M { required int32 a = 1; }', ['label-in-edition 1:31']],
  ['edition = "2023"; message M { repeated int32 a = 1; }', []],
])('%s', (text, errors) => {
  expect(errorsOf(text)).toEqual(errors)
})
