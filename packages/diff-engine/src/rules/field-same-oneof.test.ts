import { expect, test } from 'vitest'
import { check } from '../testing/check.ts'

test('a field moved into, out of, and between oneofs', () => {
  expect(
    check(
      'FIELD_SAME_ONEOF',
      'message M { int32 a = 1; oneof o { int32 b = 2; int32 c = 3; } oneof p { int32 d = 4; } }',
      'message M { int32 b = 2; oneof o { int32 a = 1; } oneof p { int32 c = 3; int32 d = 4; } }',
    ),
  ).toMatchInlineSnapshot(`
    [
      "a.proto | int32 b = 2; | Field 2 "b" of a.v1.M moved out of oneof "o". Where one side sets it together with a field that excludes it on the other, readers lose one of the two; generated code changes its accessors. Leave it in oneof "o".",
      "a.proto | int32 a = 1; | Field 1 "a" of a.v1.M moved into oneof "o". Where one side sets it together with a field that excludes it on the other, readers lose one of the two; generated code changes its accessors. Leave it outside, and add a field with a new number to the oneof.",
      "a.proto | int32 c = 3; | Field 3 "c" of a.v1.M moved from oneof "o" to oneof "p". Where one side sets it together with a field that excludes it on the other, readers lose one of the two; generated code changes its accessors. Leave it in oneof "o".",
    ]
  `)
})

test('proto3 optional is no oneof that anybody wrote; another order and a move are fine', () => {
  expect(check('FIELD_SAME_ONEOF', 'message M { optional int32 a = 1; }', 'message M { int32 a = 1; }')).toEqual([])
  expect(
    check(
      'FIELD_SAME_ONEOF',
      {
        'a.proto': `syntax = "proto3"; package a.v1; message M { oneof o { int32 a = 1; } }`,
        'b.proto': `syntax = "proto3"; package a.v1;`,
      },
      {
        'a.proto': `syntax = "proto3"; package a.v1;`,
        'b.proto': `syntax = "proto3"; package a.v1; message M { oneof o { int32 a = 1; } }`,
      },
    ),
  ).toEqual([])
})
