import { expect, test } from 'vitest'
import { errorsOf } from '../testing/compile-text.ts'

// Reserved names: each text, and what is wrong with it and where.
test.each<[string, string[]]>([
  ['message M { reserved "a"; optional int32 a = 1; }', ['reserved-name 1:42']],
  ['message M { reserved "a", "a"; }', ['name-reserved-twice 1:22']],
  ['message M { reserved "a b"; }', ['invalid-reserved-name 1:22']],
  ['message M { reserved a; }', ['reserved-identifier 1:22']],
  ['message M { reserved 1, "a"; }', ['mixed-reserved 1:25']],
  ['edition = "2023"; message M { reserved "a"; }', ['reserved-string-in-edition 1:40']],
  ['edition = "2023"; enum E { Z = 0; reserved Z; }', ['reserved-name 1:28']],
])('%s', (text, errors) => {
  expect(errorsOf(text)).toEqual(errors)
})
