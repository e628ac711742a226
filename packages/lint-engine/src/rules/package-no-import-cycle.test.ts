import { expect, test } from 'vitest'
import { placesOf } from '../testing/lint-text.ts'

const file = (name: string, ...imports: string[]) =>
  `syntax = "proto3"; package ${name}; ${imports.map((path) => `import "${path}";`).join(' ')}`

test('packages that import each other through different files', () => {
  const files = {
    'a/1.proto': file('a', 'b/1.proto'),
    'a/2.proto': file('a'),
    'b/1.proto': file('b', 'c/1.proto'),
    'c/1.proto': file('c', 'a/2.proto', 'd/1.proto'),
    'd/1.proto': file('d'),
    'e/1.proto': file('e', 'a/1.proto'),
  }
  expect(placesOf('PACKAGE_NO_IMPORT_CYCLE', files)).toEqual([
    'a/1.proto | import "b/1.proto";',
    'b/1.proto | import "c/1.proto";',
    'c/1.proto | import "a/2.proto";',
  ])
})

test('a diamond is no circle, and files of one package may import each other', () => {
  const files = {
    'a/1.proto': file('a', 'a/2.proto', 'b/1.proto', 'c/1.proto'),
    'a/2.proto': file('a'),
    'b/1.proto': file('b', 'd/1.proto'),
    'c/1.proto': file('c', 'd/1.proto'),
    'd/1.proto': file('d'),
  }
  expect(placesOf('PACKAGE_NO_IMPORT_CYCLE', files)).toEqual([])
})

test('a chain of thousands of packages', () => {
  const length = 5000
  const chain = Array.from({ length }, (_, i) => [
    `p${i}/1.proto`,
    file(`p${i}`, ...(i === 0 ? [] : [`p${i - 1}/1.proto`])),
  ])
  const files = { ...Object.fromEntries(chain), 'p0/2.proto': file('p0', `p${length - 1}/1.proto`) } as Record<
    string,
    string
  >
  expect(placesOf('PACKAGE_NO_IMPORT_CYCLE', files)).toHaveLength(length)
})
