import { expect, test } from 'vitest'
import { placesOf } from '../testing/lint-text.ts'

test('an option that is true', () => {
  const text = 'enum Good { A = 0; } enum Bad { option allow_alias = true; B = 0; C = 0; }'
  expect(placesOf('ENUM_NO_ALLOW_ALIAS', text)).toEqual(['a/v1/a.proto | option allow_alias = true;'])
})
