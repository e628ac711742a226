import { expect, test } from 'vitest'
import { encodedOptions, optionErrors } from '../testing/option-schema.ts'

test.each([
  ['option (o.i) = 2147483648;', ['number-out-of-range 5:16']],
  ['option (o.i) = -2147483648;', []],
  ['option (o.i) = -2147483649;', ['number-out-of-range 5:16']],
  ['option (o.i) = 1.0;', ['wrong-option-type 5:16']],
  ['option (o.i) = inf;', ['wrong-option-type 5:16']],
  ['option (o.opt).u64 = 18446744073709551615;', []],
  ['option (o.opt).u64 = 18446744073709551616;', ['number-out-of-range 5:22']],
  ['option (o.opt).u64 = -0;', ['number-out-of-range 5:22']],
])('%s', (options, errors) => {
  expect(optionErrors(options)).toEqual(errors)
})

test('64 bits keep all their digits', () => {
  expect(encodedOptions('option (o.opt).u64 = 0xfffffffffffffffe;')).toEqual(['50000: 0c9801feffffffffffffffff01'])
})
