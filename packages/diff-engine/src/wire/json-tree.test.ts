import { expect, test } from 'vitest'
import { formatJson, JsonNumber, parseJson } from './json-tree.ts'

test.each(['{"a":[1,-0,1.50,1e2],"b":{"c":null,"d":true}}', '"a\\u0000\\"\\n"', '[]', '{}', '9007199254740993'])(
  '%s',
  (text) => {
    expect(formatJson(parseJson(text))).toBe(text)
  },
)

test('spaces are allowed between tokens, numbers keep their text', () => {
  expect(parseJson(' [ 1.0 , { } ] ')).toEqual([new JsonNumber('1.0'), new Map()])
})

test.each([
  '',
  '{',
  '[1,]',
  '{"a":1,}',
  '{"a":1,"a":2}',
  '01',
  '1.',
  '+1',
  'nul',
  '"\n"',
  "'a'",
  '1 2',
  '"\\x"',
  '{a:1}',
])('rejects %j', (text) => {
  expect(() => parseJson(text)).toThrow()
})

test('rejects what is nested too deep', () => {
  expect(() => parseJson('['.repeat(100_000))).toThrow(/deeper/)
})
