import { expect, test } from 'vitest'
import { placesOf } from '../testing/lint-text.ts'

test('imports that nothing uses', () => {
  const files = {
    'a.proto': 'syntax = "proto3"; import "b.proto"; import "c.proto"; import public "d.proto"; message M { B b = 1; }',
    'b.proto': 'syntax = "proto3"; message B {}',
    'c.proto': 'syntax = "proto3";',
    'd.proto': 'syntax = "proto3";',
  }
  expect(placesOf('IMPORT_USED', files)).toEqual(['a.proto | import "c.proto";'])
})
