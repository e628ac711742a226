import { expect, test } from 'vitest'
import { collect, collectList } from './collect.ts'

test('a flag that is repeated', () => {
  expect(['a', 'b,c'].reduce<string[]>((before, value) => collect(value, before), [])).toEqual(['a', 'b,c'])
})

test('a flag with several values at once', () => {
  expect(['a', 'b,,c'].reduce<string[]>((before, value) => collectList(value, before), [])).toEqual(['a', 'b', 'c'])
})
