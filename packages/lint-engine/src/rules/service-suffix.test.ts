import { expect, test } from 'vitest'
import { placesOf } from '../testing/lint-text.ts'

const text = 'service FooService {} service FooAPI {}'

test('the default, and one of the team', () => {
  expect(placesOf('SERVICE_SUFFIX', text)).toEqual(['a/v1/a.proto | FooAPI'])
  expect(placesOf('SERVICE_SUFFIX', text, { serviceSuffix: 'API' })).toEqual(['a/v1/a.proto | FooService'])
})
