import { expect, test } from 'vitest'
import { toLowerSnakeCase, toPascalCase, toUpperSnakeCase } from './name-case.ts'

test.each([
  ['foo', 'Foo', 'foo'],
  ['fooBar', 'FooBar', 'foo_bar'],
  ['FooBar', 'FooBar', 'foo_bar'],
  ['HTTPServer', 'HTTPServer', 'http_server'],
  ['getHTTP', 'GetHTTP', 'get_http'],
  ['foo__bar_', 'FooBar', 'foo_bar'],
  ['_foo', 'Foo', 'foo'],
  ['foo1Bar', 'Foo1Bar', 'foo1_bar'],
  ['V1', 'V1', 'v1'],
  ['fooB1', 'FooB1', 'foo_b1'],
  ['A', 'A', 'a'],
  ['___', '', ''],
])('%s: %s, %s', (name, pascal, snake) => {
  expect(toPascalCase(name)).toBe(pascal)
  expect(toLowerSnakeCase(name)).toBe(snake)
  expect(toUpperSnakeCase(name)).toBe(snake.toUpperCase())
})
