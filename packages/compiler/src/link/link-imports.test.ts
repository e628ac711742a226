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

test('an option import is for options, also when another import shows the file', () => {
  const message = 'message M { shown.S s = 1; }'
  const option = { ...texts, 'a.proto': `edition = "2024"; import option "shown.proto";\n${message}` }
  expect(errorsOf(option)).toEqual(['import-for-options-only 2:13'])
  const both = {
    ...texts,
    'a.proto': `edition = "2024"; import "public.proto"; import option "shown.proto";\n${message}`,
  }
  expect(errorsOf(both)).toEqual(['import-for-options-only 2:13'])
})

test('an option import that shows a file that is imported otherwise is for everything', () => {
  const message = 'message M { pub.P p = 1; }'
  const all = { ...texts, 'public.proto': `${texts['public.proto']} message P {}` }
  const alone = { ...all, 'a.proto': `edition = "2024"; import option "public.proto";\n${message}` }
  expect(errorsOf(alone)).toEqual(['import-for-options-only 2:13'])
  const both = {
    ...all,
    'a.proto': `edition = "2024"; import "shown.proto"; import option "public.proto";\n${message}`,
  }
  expect(errorsOf(both)).toEqual([])
})
