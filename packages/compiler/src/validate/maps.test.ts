import { expect, test } from 'vitest'
import { errorsOf } from '../testing/compile-text.ts'

// Maps: each text, and what is wrong with it and where.
test.each<[string, string[]]>([
  ['message M { map<float, int32> a = 1; }', ['map-key-type 1:17']],
  ['enum E { Z = 0; } message M { map<E, int32> a = 1; }', ['map-key-type 1:35']],
  ['message M { map<bool, int32> a = 1; }', []],
  ['message M { map<int32, int32> a = 1; optional AEntry b = 2; }', ['map-entry-as-type 1:47']],
])('%s', (text, errors) => {
  expect(errorsOf(text)).toEqual(errors)
})
