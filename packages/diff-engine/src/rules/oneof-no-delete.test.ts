import { expect, test } from 'vitest'
import { check } from '../testing/check.ts'

test('a oneof is gone', () => {
  expect(
    check('ONEOF_NO_DELETE', 'message M { oneof kind { int32 a = 1; } }', 'message M { int32 a = 1; }'),
  ).toMatchInlineSnapshot(`
    [
      "a.proto | message M { int32 a = 1; } | Oneof "kind" of a.v1.M was deleted. Code that asks which of its fields is set no longer compiles, and its fields no longer exclude each other. Keep the oneof under its name.",
    ]
  `)
})

test('proto3 optional is no oneof that anybody wrote; a move is fine', () => {
  expect(check('ONEOF_NO_DELETE', 'message M { optional int32 a = 1; }', 'message M { int32 a = 1; }')).toEqual([])
  expect(
    check(
      'ONEOF_NO_DELETE',
      {
        'a.proto': `syntax = "proto3"; package a.v1; message M { oneof kind { int32 a = 1; } }`,
        'b.proto': `syntax = "proto3"; package a.v1;`,
      },
      {
        'a.proto': `syntax = "proto3"; package a.v1;`,
        'b.proto': `syntax = "proto3"; package a.v1; message M { oneof kind { int32 a = 1; } }`,
      },
    ),
  ).toEqual([])
})
