import { expect, test } from 'vitest'
import { check } from '../testing/check.ts'

test('a package is gone', () => {
  expect(
    check('PACKAGE_NO_DELETE', { 'a.proto': 'package a;', 'b.proto': 'package b;' }, { 'a.proto': 'package a;' }),
  ).toMatchInlineSnapshot(`
    [
      "Package "b" was deleted. Nothing in it can be used any more: code no longer compiles, RPC paths and type URLs of Any lead nowhere. Keep its files; mark what is in them deprecated when nobody should start to use it.",
    ]
  `)
})

test('a package that moved to another file is fine', () => {
  expect(
    check(
      'PACKAGE_NO_DELETE',
      { 'a.proto': 'package a;', 'b.proto': 'package b;' },
      { 'a.proto': 'package a;', 'c.proto': 'package b;' },
    ),
  ).toEqual([])
})
