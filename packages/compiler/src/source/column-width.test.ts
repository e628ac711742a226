import { expect, test } from 'vitest'
import { advanceColumn } from './column-width.ts'

test.each([
  ['plain text', 'abc', 3],
  ['a tab goes to the next multiple of four', 'ab\tc', 5],
  ['a wide character takes two', '世界', 4],
  ['a mark takes none', 'e\u0301', 1],
  ['a control character takes none', 'a\u0007b', 2],
  ['an emoji takes two', '😀', 2],
  ['emoji that are joined take two together', '👨‍👩‍👧', 2],
  ['a skin tone takes none', '👍🏽', 2],
  ['a flag is two halves', '🇩🇪🇫🇷', 4],
  ['a sign turned into an emoji', '❤\uFE0F', 2],
  ['a Hangul syllable in parts', '\u1112\u1161\u11ab', 2],
  ['a tag character takes none', 'a\u{e0041}', 1],
])('%s', (_, text, width) => {
  expect(advanceColumn(text, 0, text.length, 0)).toBe(width)
})

test('a column to start from moves tab stops', () => {
  expect(advanceColumn('\t', 0, 1, 3)).toBe(4)
  expect(advanceColumn('\t', 0, 1, 4)).toBe(8)
})
