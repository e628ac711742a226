import { expect, test } from 'vitest'
import { imageOf } from '../testing/image-of.ts'
import { proveImages } from './prove-schemas.ts'

test('what JSON loses of a map is never put down to the check of strings', () => {
  const schema = (check: string, value: string) =>
    imageOf({
      'a.proto': `edition = "2023"; message M { map<string, ${value}> m = 1 [features.utf8_validation = ${check}]; }`,
    })
  const found = proveImages(schema('NONE', 'int64'), schema('VERIFY', 'int32'), {
    formats: ['binary', 'json'],
    profile: 'ignoreUnknown',
  })
  expect(found.map(({ rule }) => rule.id).sort()).toEqual([
    'FIELD_WIRE_EXACT_TYPE',
    'FIELD_WIRE_EXACT_UTF8',
    'FIELD_WIRE_JSON_EXACT_TYPE',
  ])
})
