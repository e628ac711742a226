import { expect, test } from 'vitest'
import { encodedOptions, optionErrors } from '../testing/option-schema.ts'

test.each([
  ['option (o.opt).b = True;', ['wrong-option-type 5:20']],
  ['option (o.opt) = { b: True };', []],
  ['option (o.opt) = { b: 1 };', ['wrong-option-type 5:23']],
  ['option (o.opt).f = 0x10;', ['hexadecimal-float 5:20']],
  ['option (o.opt).f = infinity;', ['wrong-option-type 5:20']],
  ['option (o.opt).f = "1";', ['wrong-option-type 5:20']],
  ['option (o.opt).s = foo;', ['wrong-option-type 5:20']],
])('%s', (options, errors) => {
  expect(optionErrors(options)).toEqual(errors)
})

test.each([
  ['{ f: 1.5 }', '50000: 05650000c03f'],
  ['{ f: 1e100 }', '50000: 05650000807f'],
  ['{ f: Infinity }', '50000: 05650000807f'],
  ['{ f: anything }', '50000: 056500000000'],
  ['{ d: -inf }', '50000: 0969000000000000f0ff'],
  ['{ d: nan }', '50000: 0969000000000000f87f'],
  ['{ d: -nan }', '50000: 0969000000000000f8ff'],
  ['{ f: -nan }', '50000: 05650000c0ff'],
  ['{ by: "\\xff" }', '50000: 037201ff'],
])('%s', (value, encoded) => {
  expect(encodedOptions(`option (o.opt) = ${value};`)).toEqual([encoded])
})
