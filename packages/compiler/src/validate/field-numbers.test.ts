import { expect, test } from 'vitest'
import { errorsOf } from '../testing/compile-text.ts'

// Numbers of fields and extensions: each text, and what is wrong with it and where.
test.each<[string, string[]]>([
  ['message M { optional int32 a = 0; }', ['number-out-of-range 1:32']],
  ['message M { optional int32 a = 536870911; }', []],
  ['message M { optional int32 a = 536870912; }', ['number-out-of-range 1:32']],
  ['message M { optional int32 a = 19999; }', ['number-out-of-range 1:32']],
  ['message M { optional int32 a = 1; optional int32 b = 0x1; }', ['duplicate-number 1:54']],
  ['message M { reserved 1 to 10; optional int32 a = 5; }', ['reserved-number 1:50']],
  ['message M { extensions 1 to 10; optional int32 a = 5; }', ['reserved-number 1:52']],
  ['message M { optional int32 a; }', ['missing-number 1:13']],
  ['message M { extensions 10 to 20; } extend M { optional int32 a = 9; }', ['extension-outside-range 1:66']],
  ['message M { extensions 10 to max; } extend M { optional int32 a = 536870911; }', []],
  [
    'message M { option message_set_wire_format = true; extensions 4 to max; } message N { extend M { optional N n = 2147483646; } }',
    [],
  ],
  [
    'message M { option message_set_wire_format = true; extensions 4 to max; } message N { extend M { optional N n = 2147483647; } }',
    ['number-out-of-range 1:113'],
  ],
])('%s', (text, errors) => {
  expect(errorsOf(text)).toEqual(errors)
})
