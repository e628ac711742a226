import { expect, test } from 'vitest'
import { check, placesOf } from '../testing/check.ts'

test('a file changed its package', () => {
  expect(
    check('FILE_SAME_PACKAGE', 'syntax = "proto3"; package a.v1;', 'syntax = "proto3"; package a.v2;'),
  ).toMatchInlineSnapshot(`
    [
      "a.proto | package a.v2; | The package of file "a.proto" changed from "a.v1" to "a.v2". Every full name in it changes: RPC paths, type URLs of Any, and generated code stop matching. Keep the package, and put the new one into a new file beside this one.",
    ]
  `)
})

test('a package that was dropped is missed at the file', () => {
  expect(placesOf('FILE_SAME_PACKAGE', 'message M {}', 'syntax = "proto3"; message M {}')).toEqual(['a.proto | *'])
})

test('the same package in a new place is fine', () => {
  expect(check('FILE_SAME_PACKAGE', 'message M {}', 'syntax = "proto3";\n\n  package a.v1;')).toEqual([])
})
