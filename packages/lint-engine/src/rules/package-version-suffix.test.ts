import { expect, test } from 'vitest'
import { placesOf } from '../testing/lint-text.ts'

test.each(['a.v1', 'a.v1beta1', 'a.b.v2p1alpha', ''])('%s', (name) => {
  expect(placesOf('PACKAGE_VERSION_SUFFIX', `syntax = "proto3"; ${name && `package ${name};`}`)).toEqual([])
})

test.each(['a', 'v1', 'a.v0', 'a.v1.b', 'a.V1'])('%s', (name) => {
  expect(placesOf('PACKAGE_VERSION_SUFFIX', `syntax = "proto3"; package ${name};`)).toEqual([
    `a/v1/a.proto | package ${name};`,
  ])
})
