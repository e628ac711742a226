import { expect, test } from 'vitest'
import { imageOf } from './testing/compile-text.ts'

test('a walk from the roots, deepest imports first, each file once', () => {
  const message = (name: string, ...imports: string[]): string =>
    `syntax = "proto3"; ${imports.map((path) => `import "${path}.proto";`).join('')} message ${name} {}`
  const texts = {
    'a.proto': message('A', 'd', 'c'),
    'b.proto': message('B', 'c'),
    'c.proto': message('C', 'e'),
    'd.proto': message('D', 'e'),
    'e.proto': message('E'),
  }
  expect(imageOf(texts).files.map(({ path }) => path)).toEqual(['e.proto', 'd.proto', 'c.proto', 'a.proto', 'b.proto'])
})
