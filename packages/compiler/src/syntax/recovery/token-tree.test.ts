import { expect, test } from 'vitest'
import { Diagnostics } from '../../diagnostic/diagnostics.ts'
import { sortDiagnostics } from '../../sort-diagnostics.ts'
import { Source } from '../../source/source.ts'
import { LEAF, readTokens } from './token-tree.ts'

/** The brackets of a text that have a partner, as `0-3`, and the columns of those that are reported. */
function pair(text: string) {
  const diagnostics = new Diagnostics()
  const { closes } = readTokens(new Source('a.proto', text), diagnostics)
  return {
    pairs: closes.flatMap((close, open) => (close === LEAF ? [] : [`${open}-${close}`])),
    reported: sortDiagnostics(diagnostics.list).map(({ span }) => span?.start.column),
  }
}

test('brackets of all kinds in each other', () => {
  expect(pair('({[]}())')).toEqual({ pairs: ['0-7', '1-4', '2-3', '5-6'], reported: [] })
})

test('angle brackets are no brackets here', () => {
  expect(pair('<(>)')).toEqual({ pairs: ['1-3'], reported: [] })
})

test('one that closes nothing', () => {
  expect(pair('a)b')).toEqual({ pairs: [], reported: [2] })
})

test('what is never closed goes to the end of the file', () => {
  expect(pair('{(a')).toEqual({ pairs: ['0-3', '1-3'], reported: [1, 2] })
})

test('a bracket that is not closed, inside of one that is', () => {
  expect(pair('{(a}')).toEqual({ pairs: ['0-3'], reported: [2] })
})

test('a bracket that closes nothing, inside of a pair', () => {
  expect(pair('{a)}')).toEqual({ pairs: ['0-3'], reported: [1] })
})

test('two pairs that cross', () => {
  expect(pair('{[}]')).toEqual({ pairs: ['0-2'], reported: [2] })
})

test('adjacent strings are one token, and so is what misses its end', () => {
  const diagnostics = new Diagnostics()
  const { starts, ends } = readTokens(new Source('a.proto', '"a" \'b\' x "c'), diagnostics)
  expect([starts, ends]).toEqual([
    [0, 8, 10],
    [7, 9, 12],
  ])
  expect(diagnostics.list.map(({ code }) => code)).toEqual(['unterminated-string'])
})
