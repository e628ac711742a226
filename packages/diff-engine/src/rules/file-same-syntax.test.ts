import { expect, test } from 'vitest'
import { check } from '../testing/check.ts'

test('a file changed its syntax', () => {
  expect(check('FILE_SAME_SYNTAX', 'syntax = "proto2";', 'syntax = "proto3";')).toMatchInlineSnapshot(`
    [
      "a.proto | syntax = "proto3"; | The syntax of file "a.proto" changed from proto2 to proto3. Presence, enum handling and UTF-8 checks follow other defaults, so generated code changes its shape. Keep proto2; for editions, set the features that keep the old behaviour and accept this change once.",
    ]
  `)
})

test('a file went to editions', () => {
  expect(check('FILE_SAME_SYNTAX', 'syntax = "proto3";', 'edition = "2023";')).toMatchInlineSnapshot(`
    [
      "a.proto | edition = "2023"; | The syntax of file "a.proto" changed from proto3 to editions. Presence, enum handling and UTF-8 checks follow other defaults, so generated code changes its shape. Keep proto3; for editions, set the features that keep the old behaviour and accept this change once.",
    ]
  `)
})

test('no syntax is proto2, and all editions are one syntax', () => {
  expect(
    check('FILE_SAME_SYNTAX', { 'a.proto': 'package a;' }, { 'a.proto': 'syntax = "proto2"; package a;' }),
  ).toEqual([])
  expect(check('FILE_SAME_SYNTAX', 'edition = "2023";', 'edition = "2024";')).toEqual([])
})
