import { expect, test } from 'vitest'
import { errorsOf } from '../testing/compile-text.ts'

const texts = {
  'shown.proto': 'syntax = "proto3"; package shown; message S {}',
  'public.proto': 'syntax = "proto3"; package pub; import public "shown.proto";',
  'again.proto': 'syntax = "proto3"; package again; import public "public.proto";',
  'plain.proto': 'syntax = "proto3"; package plain; import "shown.proto"; message P { shown.S s = 1; }',
}

test('public imports are seen through, in however many steps', () => {
  expect(
    errorsOf({ ...texts, 'a.proto': 'syntax = "proto3"; import "again.proto"; message M { shown.S s = 1; }' }),
  ).toEqual([])
})

test('plain imports are not', () => {
  const text = 'syntax = "proto3"; import "plain.proto";\nmessage M { shown.S s = 1; }'
  expect(errorsOf({ ...texts, 'a.proto': text })).toEqual(['unresolved-name 2:13'])
})

test('an option import is for options, unless the file is seen otherwise too', () => {
  const message = 'message M { shown.S s = 1; }'
  const option = { ...texts, 'a.proto': `edition = "2024"; import option "shown.proto";\n${message}` }
  expect(errorsOf(option)).toEqual(['import-for-options-only 2:13'])
  const both = {
    ...texts,
    'a.proto': `edition = "2024"; import "public.proto"; import option "shown.proto";\n${message}`,
  }
  expect(errorsOf(both)).toEqual([])
})
