import { expect, test } from 'vitest'
import { errorsOf } from '../testing/compile-text.ts'

// Options of files: each text, and what is wrong with it and where.
test.each<[string, string[]]>([
  ['edition = "2023"; option java_string_check_utf8 = true;', ['option-removed 1:26']],
  ['edition = "2023"; option java_multiple_files = true;', []],
  ['edition = "2024"; option java_multiple_files = true;', ['option-removed 1:26']],
])('%s', (text, errors) => {
  expect(errorsOf(text)).toEqual(errors)
})
