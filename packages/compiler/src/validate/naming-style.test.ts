import { expect, test } from 'vitest'
import { errorsOf } from '../testing/compile-text.ts'

// The style that an edition asks for: each text, and what is wrong with it and where.
test.each<[string, string[]]>([
  ['edition = "2023"; message my_message { int32 MyField = 1; }', []],
  ['edition = "2024"; message my_message { }', ['naming-style 1:27']],
  ['edition = "2024"; message M { int32 my_1 = 1; }', ['naming-style 1:37']],
  ['edition = "2024"; message M { int32 my1 = 1; map<int32, int32> myMap = 2; }', ['naming-style 1:64']],
  ['edition = "2024"; enum E { zero = 0; }', ['naming-style 1:28']],
  [
    'edition = "2024"; service S { rpc do_it(M) returns (M); } message M { oneof O { int32 a = 1; } }',
    ['naming-style 1:35', 'naming-style 1:77'],
  ],
  ['edition = "2024"; package p.Q;', ['naming-style 1:27']],
  ['edition = "2024"; option features.enforce_naming_style = STYLE_LEGACY; message my_message { }', []],
  [
    'edition = "2026"; message M { int32 a = 1; int32 has_a = 2; int32 a_value = 3; int32 descriptor = 4; }',
    ['accessor-name 1:50', 'accessor-name 1:67', 'accessor-name 1:86'],
  ],
])('%s', (text, errors) => {
  expect(errorsOf(text)).toEqual(errors)
})
