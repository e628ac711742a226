import { expect, test } from 'vitest'
import { errorsOf } from '../testing/compile-text.ts'

// Options that the edition does not have: each text, and what is wrong with it and where.
test.each<[string, string[]]>([
  ['edition = "2023"; option features.enforce_naming_style = STYLE2024;', ['option-too-early 1:26']],
  ['edition = "2026"; option cc_enable_arenas = true;', ['option-removed 1:26']],
  ['edition = "2023"; option features.enum_type = ENUM_TYPE_UNKNOWN;', ['unknown-feature-value 1:47']],
])('%s', (text, errors) => {
  expect(errorsOf(text)).toEqual(errors)
})
