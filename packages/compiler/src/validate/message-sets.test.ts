import { expect, test } from 'vitest'
import { errorsOf } from '../testing/compile-text.ts'

// Message sets: each text, and what is wrong with it and where.
test.each<[string, string[]]>([
  ['message M { option message_set_wire_format = true; extensions 4 to max; }', []],
  [
    'message M { option message_set_wire_format = true; extensions 4 to max; optional int32 a = 1; }',
    ['field-in-message-set 1:73'],
  ],
  ['message M { option message_set_wire_format = true; }', ['message-set-without-range 1:20']],
  ['syntax = "proto3"; message M { option message_set_wire_format = true; }', ['message-set-in-proto3 1:39']],
  [
    'message M { option message_set_wire_format = true; extensions 4; } extend M { optional int32 a = 4; }',
    ['scalar-in-message-set 1:88'],
  ],
  [
    'message M { option message_set_wire_format = true; extensions 4; } extend M { repeated M a = 4; }',
    ['repeated-in-message-set 1:79'],
  ],
])('%s', (text, errors) => {
  expect(errorsOf(text)).toEqual(errors)
})
