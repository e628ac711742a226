import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Diagnostics } from '../diagnostic/diagnostics.ts'
import { Source } from '../source/source.ts'
import { Scanner, Tok } from './scanner.ts'

const NAMES: ReadonlyMap<number, string> = new Map(Object.entries(Tok).map(([name, token]) => [token, name]))

/** Tokens as `Kind(text)`, punctuation as itself. */
function scan(text: string): { tokens: string; codes: string[] } {
  const diagnostics = new Diagnostics()
  const scanner = new Scanner(new Source('a.proto', text), diagnostics)
  const tokens: string[] = []
  while (scanner.next() !== Tok.Eof) {
    const name = NAMES.get(scanner.token)
    const written = text.slice(scanner.start, scanner.end)
    tokens.push(name === undefined ? String.fromCharCode(scanner.token) : `${name}(${written})`)
  }
  const codes = diagnostics.list.map(({ code, span }) => `${code}@${span?.start.column}`)
  return { tokens: tokens.join(' '), codes }
}

test.each([
  ['foo _b9 a.b', 'Ident(foo) Ident(_b9) Ident(a) . Ident(b)'],
  ['0 42 017 0xFF 0X', 'Int(0) Int(42) Int(017) Int(0xFF) Int(0X)'],
  ['1.5 1. .5 1e9 1E-9 1.5e+3 08.5', 'Float(1.5) Float(1.) Float(.5) Int(1e9) Float(1E-9) Float(1.5e+3) Float(08.5)'],
  ['"a\\"b" \'c"\'', 'String("a\\"b") String(\'c"\')'],
  ['a//b\nc/*d*/e', 'Ident(a) Ident(c) Ident(e)'],
  ['-1+2', '- Int(1) + Int(2)'],
  ['{}[]()<>;,=:/.', '{ } [ ] ( ) < > ; , = : / .'],
  ['\uFEFFa', 'Ident(a)'],
  ['a\t\v\f\r\nb', 'Ident(a) Ident(b)'],
])('%j', (text, tokens) => {
  expect(scan(text)).toEqual({ tokens, codes: [] })
})

test.each([
  ['09', 'Bad(09)', 'invalid-number@2'],
  ['1x', 'Bad(1x)', 'invalid-number@2'],
  ['0xg', 'Bad(0xg)', 'invalid-number@3'],
  ['0b1', 'Bad(0b1)', 'invalid-number@1'],
  ['1.2.3', 'Bad(1.2.3)', 'invalid-number@4'],
  ['1e', 'Bad(1e)', 'invalid-number@1'],
  ['"abc\nd', 'Bad("abc) Ident(d)', 'unterminated-string@1'],
  ['"abc\\', 'Bad("abc\\)', 'unterminated-string@1'],
  ['a /* b', 'Ident(a)', 'unterminated-comment@3'],
  ['a ## b', 'Ident(a) Bad(##) Ident(b)', 'invalid-character@3'],
  ['aéb', 'Bad(aéb)', 'invalid-character@1'],
])('%j is reported', (text, tokens, code) => {
  expect(scan(text)).toEqual({ tokens, codes: [code] })
})

test('tells whether a line ended in front of a token, in a comment too', () => {
  const scanner = new Scanner(new Source('a.proto', 'a b\nc /*\n*/ d // e\nf'), new Diagnostics())
  const flags: boolean[] = []
  while (scanner.next() !== Tok.Eof) flags.push(scanner.newlineBefore)
  expect(flags).toEqual([false, false, true, true, true])
})

test('keeps each comment once, although a token may be scanned twice', () => {
  const text = '/*a*/ b // c\nd /*e*/'
  const scanner = new Scanner(new Source('a.proto', text), new Diagnostics(), true)
  scanner.next()
  const state = scanner.save()
  scanner.next()
  scanner.restore(state)
  while (scanner.next() !== Tok.Eof);
  const ranges = scanner.comments ?? []
  const comments = ranges.flatMap((start, index) => (index % 2 === 0 ? [text.slice(start, ranges[index + 1])] : []))
  expect(comments).toEqual(['/*a*/', '// c', '/*e*/'])
})

test('never throws, always moves forward, and leaves nothing but trivia out', () => {
  const piece = fc.oneof(
    fc.string(),
    fc.constantFrom('"', "'", '/*', '*/', '//', '\n', '0x', '.', '1e', '\\', 'é', '{', ';'),
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
      const text = pieces.join('')
      const scanner = new Scanner(new Source('a.proto', text), new Diagnostics())
      let previousEnd = 0
      while (scanner.next() !== Tok.Eof) {
        expect(scanner.start).toBeGreaterThanOrEqual(previousEnd)
        expect(scanner.end).toBeGreaterThan(scanner.start)
        expect(text.slice(previousEnd, scanner.start)).toMatch(
          /^(?:\uFEFF|[ \t\n\v\f\r]|\/\/[^\n]*|\/\*[\s\S]*?\*\/)*$/,
        )
        previousEnd = scanner.end
      }
      expect(scanner.next()).toBe(Tok.Eof)
    }),
  )
})
