import { expect, test } from 'vitest'
import { errorsOf } from '../testing/compile-text.ts'

// Declarations of extensions: each text, and what is wrong with it and where.
test.each<[string, string[]]>([
  ['message M { extensions 1 [declaration = { number: 1 full_name: ".x" type: "int32" }]; }', []],
  [
    'message M { extensions 1 [declaration = { number: 2 full_name: ".x" type: "int32" }]; }',
    ['declaration-out-of-range 1:51'],
  ],
  ['message M { extensions 1 [declaration = { number: 1 type: "int32" }]; }', ['incomplete-declaration 1:41']],
  ['message M { extensions 1 [declaration = { number: 1 reserved: true }]; }', []],
  ['message M { extensions 1 [declaration = { number: 1 full_name: "x" type: "int32" }]; }', ['declaration-name 1:64']],
  ['message M { extensions 1 [declaration = { number: 1 full_name: ".x" type: ".a-b" }]; }', ['declaration-name 1:75']],
  [
    'message M { extensions 1, 2 [declaration = { number: 1 reserved: true }]; }',
    ['declarations-for-many-ranges 1:30'],
  ],
  ['message M { extensions 1 [verification = DECLARATION]; }', ['no-declarations 1:42']],
  [
    'message M { extensions 1 [verification = UNVERIFIED, declaration = { number: 1 reserved: true }]; }',
    ['unverified-declarations 1:54'],
  ],
])('%s', (text, errors) => {
  expect(errorsOf(text)).toEqual(errors)
})
