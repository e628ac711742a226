import { expect, test } from 'vitest'
import { descriptorOf } from '../testing/compile-text.ts'

test('key and value have the features of their map field', () => {
  const text =
    'edition = "2023"; message M { map<string, string> a = 1 [features.utf8_validation = NONE]; map<string, string> b = 2; }'
  const entries = descriptorOf(text).messageType[0]!.nestedType
  const features = entries.map(({ field }) => field.map(({ options }) => options?.features?.utf8Validation))
  expect(features).toEqual([
    [3, 3],
    [undefined, undefined],
  ])
})
