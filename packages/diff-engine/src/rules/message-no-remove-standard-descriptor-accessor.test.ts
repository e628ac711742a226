import { expect, test } from 'vitest'
import { check } from '../testing/check.ts'

test('the accessor is gone', () => {
  expect(
    check(
      'MESSAGE_NO_REMOVE_STANDARD_DESCRIPTOR_ACCESSOR',
      'message M {}',
      'message M { option no_standard_descriptor_accessor = true; }',
    ),
  ).toMatchInlineSnapshot(`
    [
      "a.proto | option no_standard_descriptor_accessor = true; | Message a.v1.M now sets no_standard_descriptor_accessor. Generated code loses its descriptor() accessor, so code that calls it no longer compiles; data is not affected. Remove the option; rename the field that it was set for.",
    ]
  `)
})

test('getting it back, or writing the default, is fine, and so is a move', () => {
  expect(
    check(
      'MESSAGE_NO_REMOVE_STANDARD_DESCRIPTOR_ACCESSOR',
      'message M { option no_standard_descriptor_accessor = true; }',
      'message M { option no_standard_descriptor_accessor = false; }',
    ),
  ).toEqual([])
  expect(
    check(
      'MESSAGE_NO_REMOVE_STANDARD_DESCRIPTOR_ACCESSOR',
      {
        'a.proto': `syntax = "proto3"; package a.v1; message M { option no_standard_descriptor_accessor = true; }`,
        'b.proto': `syntax = "proto3"; package a.v1;`,
      },
      {
        'a.proto': `syntax = "proto3"; package a.v1;`,
        'b.proto': `syntax = "proto3"; package a.v1; message M { option no_standard_descriptor_accessor = true; }`,
      },
    ),
  ).toEqual([])
})
