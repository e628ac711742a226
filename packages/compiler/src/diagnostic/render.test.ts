import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compile } from '../compile.ts'
import type { Span } from '../source/span.ts'
import type { Diagnostic } from './diagnostic.ts'
import { createRenderer, type RenderOptions } from './render.ts'

function renderAll(files: Readonly<Record<string, string>>, options?: RenderOptions): string {
  const resolve = (path: string) => files[path]
  return compile(Object.keys(files).sort(), resolve).diagnostics.map(createRenderer(resolve, options)).join('')
}

function renderAt(text: string, span: Span, options?: RenderOptions): string[] {
  const diagnostic: Diagnostic = {
    code: 'syntax-error',
    severity: 'error',
    file: 'a.proto',
    span,
    message: 'Wrong.',
    notes: [],
    hint: undefined,
  }
  return createRenderer(
    () => text,
    options,
  )(diagnostic)
    .split('\n')
    .slice(0, -1)
}

function spanOf(line: number, column: number, endColumn: number, endLine = line): Span {
  return { start: { line, column }, end: { line: endLine, column: endColumn } }
}

test('the line is shown with the span underlined, second places with their own, and the hint', () => {
  const text = 'syntax = "proto3";\nmessage M {\n  string a = 1;\n  string b = 1;\n}\n'
  expect(`\n${renderAll({ 'a.proto': text })}`).toMatchInlineSnapshot(`
    "
    a.proto:4:14: The number 1 is used by another field already.
      4 |   string b = 1;
        |              ^
      a.proto:3:14: first used here
      3 |   string a = 1;
        |              ^
      hint: Change it.
    "
  `)
})

test('a second place can be in another file, and one of the well-known types', () => {
  const a = 'syntax = "proto2";\nimport "google/protobuf/any.proto";\npackage google.protobuf;\nmessage Any {}\n'
  expect(`\n${renderAll({ 'a.proto': a }, { showPath: (path) => `x/${path}` })}`).toMatchInlineSnapshot(`
    "
    x/a.proto:4:9: \`google.protobuf.Any\` is declared more than once; first here, as a message.
       4 | message Any {}
         |         ^^^
      x/google/protobuf/any.proto:72:9: also declared here, as a message
      72 | message Any {
         |         ^^^
      hint: Full names are global: rename all but one.
    "
  `)
})

test('tabs and wide characters keep the underline below the span', () => {
  expect(renderAt('\tint32 a = 0;', spanOf(1, 12, 13))).toEqual([
    'a.proto:1:12: Wrong.',
    '  1 |     int32 a = 0;',
    '    |               ^',
  ])
  // Columns count bytes: 日本 has six of them, and takes four columns on a terminal.
  expect(renderAt('/* 日本 */ x', spanOf(1, 14, 15))).toEqual([
    'a.proto:1:14: Wrong.',
    '  1 | /* 日本 */ x',
    '    |            ^',
  ])
})

test('a byte order mark counts in the column and is not shown', () => {
  expect(renderAt('\ufeffxy', spanOf(1, 5, 6))).toEqual(['a.proto:1:5: Wrong.', '  1 | xy', '    |  ^'])
})

test('of a span over several lines the first and the last one are shown', () => {
  const text = 'message M {\n  a\n  b\n  c }\n'
  expect(renderAt(text, spanOf(1, 9, 6, 4))).toEqual([
    'a.proto:1:9: Wrong.',
    '  1 | message M {',
    '    |         ^^^',
    '... |',
    '  4 |   c }',
    '    |   ^^^',
  ])
})

test('a very long line is cut around the span', () => {
  const text = `${'a'.repeat(5000)}XYZ${'b'.repeat(5000)}`
  const [, line, underline] = renderAt(text, spanOf(1, 5001, 5004), { width: 60 })
  expect(line).toBe(`  1 | …${'a'.repeat(30)}XYZ${'b'.repeat(27)}…`)
  expect(underline).toBe(`    | ${' '.repeat(31)}^^^`)
})

test('control characters do not reach the terminal, and take one column', () => {
  const lines = renderAt('a\x1b[2Jb\x9b\u202ec', spanOf(1, 6, 7))
  expect(lines.slice(1)).toEqual(['  1 | a\u241b[2Jb\ufffd\ufffdc', '    |      ^'])
  const named = createRenderer(() => undefined)({
    code: 'missing-file',
    severity: 'error',
    file: 'a\nb.proto',
    span: undefined,
    message: '\x1b[31m',
    notes: [],
    hint: undefined,
  })
  expect(named).toBe('a\\x0ab.proto: \\x1b[31m\n')
})

test('colours are the caller’s', () => {
  const paint = (name: string) => (text: string) => `<${name}>${text}</${name}>`
  const colors = { error: paint('e'), gutter: paint('g') }
  expect(renderAt('xyz', spanOf(1, 2, 3), { colors })).toEqual([
    'a.proto:1:2: Wrong.',
    '<g>  1 |</g> xyz',
    '<g>    |</g>  <e>^</e>',
  ])
})

test('places outside of the text are shown without lines', () => {
  expect(renderAt('x', spanOf(7, 1, 2))).toEqual(['a.proto:7:1: Wrong.'])
})

test('any text and any span give lines of bounded length, with the underline below them', () => {
  const position = fc.record({ line: fc.nat(6), column: fc.nat(300) })
  const text = fc.array(fc.string({ unit: 'binary', maxLength: 200 }), { maxLength: 5 }).map((all) => all.join('\n'))
  fc.assert(
    fc.property(text, position, position, (content, start, end) => {
      for (const line of renderAt(content, { start, end }, { width: 40 })) {
        expect(line).not.toMatch(/\p{Cc}/u)
        expect([...line].length).toBeLessThan(40 * 4 + 20)
      }
    }),
  )
})
