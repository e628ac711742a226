import { expect, test } from 'vitest'
import { check } from '../testing/check.ts'

test('a message lost JSON', () => {
  expect(
    check(
      'MESSAGE_SAME_JSON_FORMAT',
      'edition = "2023"; message M {}',
      'edition = "2023"; message M { option features.json_format = LEGACY_BEST_EFFORT; }',
    ),
  ).toMatchInlineSnapshot(`
    [
      "a.proto | option features.json_format = LEGACY_BEST_EFFORT; | Message M changed its JSON format from ALLOW to LEGACY_BEST_EFFORT. Compilers no longer check that its JSON names are unique, so JSON readers and writers may stop agreeing; binary data is not affected. Keep features.json_format = ALLOW.",
    ]
  `)
})

test('an enum lost JSON', () => {
  expect(
    check(
      'ENUM_SAME_JSON_FORMAT',
      'edition = "2023"; enum E { A = 0; }',
      'edition = "2023"; option features.json_format = LEGACY_BEST_EFFORT; enum E { A = 0; }',
    ),
  ).toMatchInlineSnapshot(`
    [
      "a.proto | enum E { A = 0; } | Enum E changed its JSON format from ALLOW to LEGACY_BEST_EFFORT. Compilers no longer check that its JSON names are unique, so JSON readers and writers may stop agreeing; binary data is not affected. Keep features.json_format = ALLOW.",
    ]
  `)
})

test('the other direction and a move are fine', () => {
  expect(
    check('MESSAGE_SAME_JSON_FORMAT', 'syntax = "proto2"; message M {}', 'syntax = "proto3"; message M {}'),
  ).toEqual([])
  expect(
    check(
      'MESSAGE_SAME_JSON_FORMAT',
      { 'a.proto': `syntax = "proto3"; package a.v1; message M {}`, 'b.proto': `syntax = "proto3"; package a.v1;` },
      { 'a.proto': `syntax = "proto3"; package a.v1;`, 'b.proto': `syntax = "proto3"; package a.v1; message M {}` },
    ),
  ).toEqual([])
})
