import { expect, test } from 'vitest'
import { Source } from './source.ts'
import { TextPositions } from './text-positions.ts'

test.each([
  ['plain', 'message M {\n  int32 a = 1;\n}\n', 'int32'],
  ['behind a tab', 'message M {\n\t\tint32 a = 1;\n}\n', 'int32'],
  ['behind wide characters and emoji', '/* 漢字 👍🏽 é */ message M {}', 'message'],
  ['behind a byte order mark', '\ufeffmessage M {}', 'M {'],
  ['with lines that end as on Windows', 'message M {\r\n\tint32 a = 1;\r\n}', 'a ='],
])('the offset of a place, %s', (_, text, part) => {
  const source = new Source('a.proto', text)
  const offset = text.indexOf(part)
  const line = source.lineOf(offset)
  const position = { line: line + 1, column: source.columnOf(offset, line) + 1 }
  expect(new TextPositions(text).offsetOf(position)).toBe(offset)
})

test('a place behind the end is the end', () => {
  const positions = new TextPositions('ab\ncd')
  expect(positions.offsetOf({ line: 1, column: 9 })).toBe(2)
  expect(positions.offsetOf({ line: 2, column: 9 })).toBe(5)
  expect(positions.offsetOf({ line: 7, column: 1 })).toBe(5)
})
