import { expect, test } from 'vitest'
import { encodedOptions, optionErrors } from '../testing/option-schema.ts'

test.each([
  ['option (o.opt).e = PINK;', ['unknown-enum-value 5:20']],
  ['option (o.opt).e = Color.RED;', ['unknown-enum-value 5:20']],
  ['option (o.opt).e = "RED";', ['wrong-option-type 5:20']],
  ['option (o.opt).e = 77;', []],
  ['option (o.opt).e = LIME;', []],
])('%s', (options, errors) => {
  expect(optionErrors(options)).toEqual(errors)
})

test('a name stands for its number', () => {
  expect(encodedOptions('option (o.opt).e = LIME;')).toEqual(['50000: 03900101'])
})
