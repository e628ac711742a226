import { expect, test } from 'vitest'
import { errorsOf } from '../testing/compile-text.ts'

// Extensions that are declared: each text, and what is wrong with it and where.
test.each<[string, string[]]>([
  [
    'message M { extensions 1 [declaration = { number: 1 full_name: ".x" type: "int32" }]; } extend M { optional int32 x = 1; }',
    [],
  ],
  [
    'message M { extensions 1 [declaration = { number: 1 full_name: ".x" type: "int32" }]; } extend M { optional int32 y = 1; }',
    ['undeclared-extension 1:115'],
  ],
  [
    'message M { extensions 1 [declaration = { number: 1 full_name: ".x" type: "int32" }]; } extend M { optional int64 x = 1; }',
    ['undeclared-extension-type 1:100'],
  ],
  [
    'message M { extensions 1 [declaration = { number: 1 full_name: ".x" type: "int32" }]; } extend M { repeated int32 x = 1; }',
    ['undeclared-extension-type 1:100'],
  ],
])('%s', (text, errors) => {
  expect(errorsOf(text)).toEqual(errors)
})
