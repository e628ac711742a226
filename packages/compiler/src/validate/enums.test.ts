import { expect, test } from 'vitest'
import { errorsOf } from '../testing/compile-text.ts'

// Enums: each text, and what is wrong with it and where.
test.each<[string, string[]]>([
  ['enum E { }', ['empty-enum 1:1']],
  ['enum E { A = 1; }', []],
  ['syntax = "proto3"; enum E { A = 1; }', ['first-enum-value 1:33']],
  ['enum E { A = 0; B = 0; }', ['duplicate-number 1:21']],
  ['enum E { option allow_alias = true; A = 0; B = 0; }', []],
  ['enum E { option allow_alias = true; A = 0; B = 1; }', ['needless-alias-option 1:17']],
  ['enum E { A = 2147483648; }', ['number-out-of-range 1:14']],
  ['enum E { A = 0; B = 5; reserved 5 to max; }', ['reserved-number 1:21']],
  ['enum E { A; }', ['missing-number 1:10']],
  ['enum Foo { FOO_BAR = 0; BAR = 1; }', []],
  ['syntax = "proto3"; enum Foo { FOO_BAR = 0; BAR = 1; }', ['enum-value-names-collide 1:44']],
  ['syntax = "proto3"; enum FooBar { FOOBAR_BAZ = 0; F_O_O_BAR_BAZ = 1; }', ['enum-value-names-collide 1:50']],
  ['syntax = "proto3"; enum Foo { FOO = 0; FOO_ = 1; }', ['enum-value-names-collide 1:40']],
  ['syntax = "proto3"; enum Foo { A_B = 0; AB = 1; }', []],
])('%s', (text, errors) => {
  expect(errorsOf(text)).toEqual(errors)
})
