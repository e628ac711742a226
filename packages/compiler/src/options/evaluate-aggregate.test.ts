import { expect, test } from 'vitest'
import { encodedOptions, optionErrors } from '../testing/option-schema.ts'

test.each([
  ['{ nope: 1 }', ['unknown-option-field 5:20']],
  ['{ i: 1 i: 2 }', ['duplicate-option 5:25']],
  ['{ os: "" om { } }', ['oneof-set-twice 5:27']],
  ['{ [o.ext]: 1 }', []],
  ['{ [o.nope]: 1 }', ['unknown-option-field 5:20']],
  ['{ [o.Opt.i]: 1 }', ['unknown-option-field 5:20']],
  ['{ [.o.ext]: 1 }', ['absolute-extension 5:21']],
  ['{ [type.googleapis.com/o.Opt] { } }', ['misplaced-type-url 5:20']],
  ['{ grp { x: 1 } }', []],
  ['{ Grp { x: 1 } }', ['unknown-option-field 5:20']],
])('%s', (value, errors) => {
  expect(optionErrors(`option (o.opt) = ${value};`)).toEqual(errors)
})

test('a message in several pieces is merged', () => {
  expect(encodedOptions('option (o.opt) = { m { i: 1 } m { s: "x" } };')).toEqual(['50000: 072a050801120178'])
})
