import { expect, test } from 'vitest'
import { imageOf } from '../testing/image-of.ts'
import { listChanges } from './list-changes.ts'
import { listTextChanges } from './text-changes.ts'

test('a file of which nothing else is told', () => {
  const head = 'syntax = "proto3"; package a.v1;'
  const prev = imageOf({ 'a.proto': `${head} message M {}`, 'b.proto': `${head} message N {}` })
  const next = imageOf({ 'a.proto': `${head} // M.\nmessage M {}`, 'b.proto': `${head} message N { int32 a = 1; }` })
  const changes = listChanges(prev, next)
  expect(listTextChanges(['a.proto', 'b.proto'], changes).map(({ description }) => description)).toEqual([
    'File "a.proto": only comments, layout or order changed',
  ])
})
