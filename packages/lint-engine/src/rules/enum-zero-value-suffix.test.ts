import { expect, test } from 'vitest'
import { placesOf } from '../testing/lint-text.ts'

const text = 'enum E { E_UNSPECIFIED = 0; E_NONE = 1; } enum F { F_NONE = 0; }'

test('the default', () => {
  expect(placesOf('ENUM_ZERO_VALUE_SUFFIX', text)).toEqual(['a/v1/a.proto | F_NONE'])
})

test('one of the team', () => {
  expect(placesOf('ENUM_ZERO_VALUE_SUFFIX', text, { enumZeroValueSuffix: '_NONE' })).toEqual([
    'a/v1/a.proto | E_UNSPECIFIED',
  ])
})
