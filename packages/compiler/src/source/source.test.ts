import { expect, test } from 'vitest'
import { Source } from './source.ts'

function columns(text: string, word: string): { diagnostic: string; sourceInfo: string } {
  const source = new Source('a.proto', text)
  const offset = text.indexOf(word)
  const { line, column } = source.locate(offset)
  const infoLine = source.lineOf(offset)
  return { diagnostic: `${line}:${column}`, sourceInfo: `${infoLine}:${source.columnOf(offset, infoLine)}` }
}

test('lines are ended by line feeds alone', () => {
  expect(columns('a\r\nb\rX', 'X')).toEqual({ diagnostic: '2:3', sourceInfo: '1:1' })
  expect(new Source('a.proto', 'ab\ncd\n').lineStarts()).toEqual([0, 3, 6])
})

test('diagnostics count bytes, SourceCodeInfo counts what a terminal shows', () => {
  expect(columns('ab X', 'X')).toEqual({ diagnostic: '1:4', sourceInfo: '0:3' })
  expect(columns('\tX', 'X')).toEqual({ diagnostic: '1:2', sourceInfo: '0:4' })
  expect(columns('/* 世 */ X', 'X')).toEqual({ diagnostic: '1:11', sourceInfo: '0:9' })
  expect(columns('/* 😀 */ X', 'X')).toEqual({ diagnostic: '1:12', sourceInfo: '0:9' })
  expect(columns('\uFEFFX', 'X')).toEqual({ diagnostic: '1:4', sourceInfo: '0:0' })
})

test('bytes are counted right in whatever order they are asked for', () => {
  const source = new Source('a.proto', 'é世b\n世c')
  const forward = [0, 1, 2, 3, 4, 5].map((offset) => source.locate(offset).column)
  const backward = [5, 4, 3, 2, 1, 0].map((offset) => source.locate(offset).column).reverse()
  expect(forward).toEqual([1, 3, 6, 7, 1, 4])
  expect(backward).toEqual(forward)
})

test('a long line has the same columns as a short one', () => {
  const prefix = '\t世😀é'.repeat(1000)
  const source = new Source('a.proto', `${prefix}X`)
  // 4 for the tab from a multiple of 4, 5 for the rest, so that each round takes 4 + 5 up to the next tab stop.
  const short = new Source('a.proto', '\t世😀é\t世😀éX')
  expect(source.columnOf(10, 0)).toBe(short.columnOf(10, 0))
  expect(source.columnOf(prefix.length, 0)).toBe(8 * 999 + 9)
})

test('an offset past the end counts as the end', () => {
  expect(new Source('a.proto', 'ab').locate(99)).toEqual({ line: 1, column: 3 })
  expect(new Source('a.proto', '').span(0, 1)).toEqual({ start: { line: 1, column: 1 }, end: { line: 1, column: 1 } })
})
