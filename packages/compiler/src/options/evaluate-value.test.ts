import { expect, test } from 'vitest'
import { optionErrors } from '../testing/option-schema.ts'

test.each([
  ['option (o.i) = {};', ['wrong-option-type 5:16']],
  ['option (o.i) = [1];', ['list-as-option 5:16']],
  ['option (o.opt) = 1;', ['wrong-option-type 5:18']],
  ['option (o.opt) = { i: [1] };', ['wrong-option-type 5:23']],
  ['option (o.opt) = { i: [] };', ['wrong-option-type 5:23']],
  ['option (o.opt) = { r: [[1]] };', ['wrong-option-type 5:24']],
  ['option (o.opt) = { r: [1, "a"] };', ['wrong-option-type 5:27']],
  ['option (o.opt) = { r: [] };', []],
])('%s', (options, errors) => {
  expect(optionErrors(options)).toEqual(errors)
})
