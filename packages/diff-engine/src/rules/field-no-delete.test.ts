import { expect, test } from 'vitest'
import { check, findingsOf } from '../testing/check.ts'

test('a field is gone', () => {
  expect(
    check(
      'FIELD_NO_DELETE',
      'message M { int32 id = 1; string name = 2; }',
      'message M { int32 id = 1; reserved 2; reserved "name"; }',
    ),
  ).toMatchInlineSnapshot(`
    [
      "a.proto | message M { int32 id = 1; reserved 2; reserved "name"; } | Field 2 "name" of a.v1.M was deleted. Code that uses it no longer compiles, new readers see its binary data as an unknown field, and most JSON readers reject it. Keep the field, and mark it deprecated when nobody should start to use it.",
    ]
  `)
  const [finding] = findingsOf(
    'FIELD_NO_DELETE',
    'message M { int32 id = 1; string name = 2; }',
    'message M { int32 id = 1; }',
  )
  expect(finding?.against?.span?.start).toEqual({ line: 2, column: 27 })
})

test('a field that moved within the message or with it is fine, and a renamed one too', () => {
  expect(
    check(
      'FIELD_NO_DELETE',
      'message M { int32 id = 1; string name = 2; }',
      'message M { string title = 2; int32 id = 1; }',
    ),
  ).toEqual([])
  expect(
    check(
      'FIELD_NO_DELETE',
      {
        'a.proto': `syntax = "proto3"; package a.v1; message M { int32 id = 1; }`,
        'b.proto': `syntax = "proto3"; package a.v1;`,
      },
      {
        'a.proto': `syntax = "proto3"; package a.v1;`,
        'b.proto': `syntax = "proto3"; package a.v1; message M { int32 id = 1; }`,
      },
    ),
  ).toEqual([])
})
