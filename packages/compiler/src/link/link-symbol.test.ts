import { expect, test } from 'vitest'
import { compileTexts } from '../testing/compile-text.ts'
import { nounOf, SymbolKind } from './link-symbol.ts'

test('every kind has a noun', () => {
  expect(Object.values(SymbolKind).map(nounOf)).toContain('an enum value')
})

test('the message of a map stands where the type of the map is', () => {
  const { diagnostics } = compileTexts('message M {\n  map<int32, int32> x = 1;\n  message XEntry {}\n}')
  expect(diagnostics.map(({ code, span, notes }) => [code, span?.start, notes[0]?.span?.start])).toEqual([
    ['duplicate-name', { line: 2, column: 3 }, { line: 3, column: 11 }],
  ])
})
