import { expect, test } from 'vitest'
import { errorsOf } from '../testing/compile-text.ts'

// What messages hold: each text, and what is wrong with it and where.
test.each<[string, string[]]>([
  ['message M { oneof o { } }', ['empty-oneof 1:13']],
  ['syntax = "proto3"; message M { extensions 1; }', ['extensions-in-proto3 1:43']],
  ['message M { extensions 1; } extend M { }', ['empty-extend 1:29']],
  ['message M { message N { extend M { } } }', ['empty-extend 1:25']],
  [
    'syntax = "proto3"; message M { } extend M { int32 a = 1; }',
    ['extend-in-proto3 1:34', 'extension-outside-range 1:55'],
  ],
  [
    'message M { message M { message M { message M { message M { message M { message M { message M { message M { message M { message M { message M { message M { message M { message M { message M { message M { message M { message M { message M { message M { message M { message M { message M { message M { message M { message M { message M { message M { message M { message M { }}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}',
    [],
  ],
  [
    'message M { message M { message M { message M { message M { message M { message M { message M { message M { message M { message M { message M { message M { message M { message M { message M { message M { message M { message M { message M { message M { message M { message M { message M { message M { message M { message M { message M { message M { message M { message M { message M { }}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}',
    ['nesting-too-deep 1:381'],
  ],
])('%s', (text, errors) => {
  expect(errorsOf(text)).toEqual(errors)
})
