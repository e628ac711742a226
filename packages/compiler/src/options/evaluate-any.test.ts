import { expect, test } from 'vitest'
import { optionErrors } from '../testing/option-schema.ts'

test.each([
  ['{ [type.googleapis.com/o.Opt] { i: 1 } }', []],
  ['{ [type.googleapis.com/o.Nope] { } }', ['unresolved-name 5:45']],
  ['{ [type.googleapis.com/o.Color] { } }', ['wrong-kind-of-name 5:45']],
  ['{ [example.com/o.Opt] { } }', ['unknown-type-url-host 5:25']],
  ['{ [type.googleapis.com/o.Opt] { } value: "" }', ['field-beside-type-url 5:56']],
  ['{ [type.googleapis.com/o.Opt]: 1 }', ['wrong-option-type 5:53']],
  ['{ [type.googleapis.com/o.Opt] { nope: 1 } }', ['unknown-option-field 5:54']],
])('%s', (value, errors) => {
  expect(optionErrors(`option (o.opt).any = ${value};`)).toEqual(errors)
})
