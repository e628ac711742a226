import { expect, test } from 'vitest'
import { check, findingsOf } from '../testing/check.ts'

test('a deleted file has no place in the next schema', () => {
  expect(check('FILE_NO_DELETE', { 'a.proto': '', 'b.proto': '' }, { 'a.proto': '' })).toMatchInlineSnapshot(`
    [
      "File "b.proto" was deleted. Schemas that import it from here and code generated from it no longer build; data is not affected. Keep the file; when its content moved, let it import the new file publicly.",
    ]
  `)
  const [finding] = findingsOf('FILE_NO_DELETE', { 'a.proto': '', 'b.proto': '' }, { 'a.proto': '' })
  expect(finding).toMatchObject({ at: undefined, against: { path: 'b.proto' }, symbol: 'b.proto' })
})

test('the last import of a file is gone', () => {
  expect(
    check('FILE_NO_DELETE', 'syntax = "proto3"; import "google/protobuf/empty.proto";', ''),
  ).toMatchInlineSnapshot(`
    [
      "File "google/protobuf/empty.proto" is not imported any more. Schemas that import it from here and code generated from it no longer build; data is not affected. Import it again, or leave imports out of the check.",
    ]
  `)
})

test('new files are fine', () => {
  expect(check('FILE_NO_DELETE', { 'a.proto': '' }, { 'a.proto': '', 'b.proto': '' })).toEqual([])
})
