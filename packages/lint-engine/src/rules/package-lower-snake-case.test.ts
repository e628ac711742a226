import { expect, test } from 'vitest'
import { placesOf } from '../testing/lint-text.ts'

test.each(['a.v1', 'foo_bar.v1', ''])('%s', (name) => {
  expect(placesOf('PACKAGE_LOWER_SNAKE_CASE', `syntax = "proto3"; ${name && `package ${name};`}`)).toEqual([])
})

test.each(['A.v1', 'a.fooBar', 'a._b', 'a.b__c'])('%s', (name) => {
  expect(placesOf('PACKAGE_LOWER_SNAKE_CASE', `syntax = "proto3"; package ${name};`)).toEqual([
    `a/v1/a.proto | package ${name};`,
  ])
})
