import { expect, test } from 'vitest'
import { placesOf } from '../testing/lint-text.ts'

test('a public import', () => {
  const files = {
    'a.proto': 'syntax = "proto3"; import public "b.proto"; import "c.proto";',
    'b.proto': 'syntax = "proto3";',
    'c.proto': 'syntax = "proto3";',
  }
  expect(placesOf('IMPORT_NO_PUBLIC', files)).toEqual(['a.proto | import public "b.proto";'])
})
