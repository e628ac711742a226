import { expect, test } from 'vitest'
import { errorsOf } from '../testing/compile-text.ts'

test.each([
  ['', ['empty-import 1:8']],
  ['/a.proto', ['absolute-import 1:8']],
  ['../a.proto', ['import-outside-module 1:8']],
  ['./b.proto', ['unclean-import 1:8']],
  ['x/../b.proto', ['unclean-import 1:8']],
  ['x//b.proto', ['missing-import 1:1', 'unclean-import 1:8']],
  ['x\\\\b.proto', ['missing-import 1:1', 'backslash-in-import 1:8']],
  ['b.proto', []],
])('import "%s"', (path, errors) => {
  expect(errorsOf({ 'a.proto': `import "${path}";\n`, 'b.proto': 'syntax = "proto3";' })).toEqual(errors)
})
