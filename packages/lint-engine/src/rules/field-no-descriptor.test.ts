import { expect, test } from 'vitest'
import { placesOf } from '../testing/lint-text.ts'

test('only in v1beta1', () => {
  const text =
    'message M { int32 descriptor = 1; int32 __Descriptor_ = 2; int32 descriptors = 3; int32 de_scriptor = 4; }'
  expect(placesOf('FIELD_NO_DESCRIPTOR', text, { version: 'v1beta1' })).toEqual([
    'a/v1/a.proto | descriptor',
    'a/v1/a.proto | __Descriptor_',
  ])
  expect(() => placesOf('FIELD_NO_DESCRIPTOR', text)).toThrow('it is one of v1beta1')
})
