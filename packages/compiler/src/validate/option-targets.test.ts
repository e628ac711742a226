import { expect, test } from 'vitest'
import { errorsOf } from '../testing/compile-text.ts'

// Options on what they are not for: each text, and what is wrong with it and where.
test.each<[string, string[]]>([
  ['edition = "2023"; message M { option features.field_presence = IMPLICIT; }', ['wrong-option-target 1:47']],
  ['edition = "2023"; message M { option features = { field_presence: IMPLICIT }; }', ['wrong-option-target 1:51']],
  ['edition = "2023"; enum E { Z = 0 [features.enum_type = CLOSED]; }', ['wrong-option-target 1:44']],
  ['edition = "2023"; service S { option features.enum_type = CLOSED; }', []],
])('%s', (text, errors) => {
  expect(errorsOf(text)).toEqual(errors)
})
