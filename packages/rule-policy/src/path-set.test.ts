import { expect, test } from 'vitest'
import { PathSet } from './path-set.ts'

test.each([
  ['a/b', 'a/b', true],
  ['a/b', 'a/b/c.proto', true],
  ['./a//b/', 'a/b/c.proto', true],
  ['a', 'a/b/c/d.proto', true],
  ['a/b', 'a/bc.proto', false],
  ['a/b', 'a', false],
  ['b', 'a/b', false],
  ['*', 'a.proto', false],
  ['.', 'a/b.proto', true],
  ['/', 'a.proto', true],
])('%s, %s: %s', (path, file, expected) => {
  expect(new PathSet(['other', path]).has(file)).toBe(expected)
})

test('no paths hold nothing', () => {
  expect(new PathSet([]).has('a')).toBe(false)
})
