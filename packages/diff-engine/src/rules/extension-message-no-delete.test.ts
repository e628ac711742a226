import { expect, test } from 'vitest'
import { check } from '../testing/check.ts'

test('a part of an extension range is gone', () => {
  expect(
    check(
      'EXTENSION_MESSAGE_NO_DELETE',
      'syntax = "proto2"; message M { extensions 100 to 200, 1000 to max; }',
      'syntax = "proto2"; message M { extensions 100 to 150, 152 to 200; extensions 1001 to max; }',
    ),
  ).toMatchInlineSnapshot(`
    [
      "a.proto | message M { extensions 100 to 150, 152 to 200; extensions 1001 to max; } | Of the extension numbers 100 to 200 of message M, 151 can no longer be used. Extensions with such a number no longer compile, and their data becomes unknown fields. Add "extensions 151;" again.",
      "a.proto | message M { extensions 100 to 150, 152 to 200; extensions 1001 to max; } | Of the extension numbers 1000 to max of message M, 1000 can no longer be used. Extensions with such a number no longer compile, and their data becomes unknown fields. Add "extensions 1000;" again.",
    ]
  `)
})

test('split and wider ranges are fine, and so is a move', () => {
  expect(
    check(
      'EXTENSION_MESSAGE_NO_DELETE',
      'syntax = "proto2"; message M { extensions 100 to 200; }',
      'syntax = "proto2"; message M { extensions 90 to 149, 150 to 200; }',
    ),
  ).toEqual([])
  expect(
    check(
      'EXTENSION_MESSAGE_NO_DELETE',
      {
        'a.proto': 'syntax = "proto2"; package p; message M { extensions 1 to 9; }',
        'b.proto': 'syntax = "proto2"; package p; ',
      },
      {
        'a.proto': 'syntax = "proto2"; package p; ',
        'b.proto': 'syntax = "proto2"; package p; message M { extensions 1 to 9; }',
      },
    ),
  ).toEqual([])
})
