import { expect, test } from 'vitest'
import { compile } from '../compile.ts'
import { MAX_FILES } from '../link/file-loader.ts'
import { MAX_SOURCE_BYTES } from '../source/decode-source.ts'
import type { CatalogueEntry, Example } from './catalogue/catalogue-entry.ts'
import { CATALOGUE } from './catalogue.ts'
import type { Diagnostic } from './diagnostic.ts'

const entries = CATALOGUE.flatMap(({ entries: all }) => Object.entries(all)) as [string, CatalogueEntry][]

function diagnosticsOf(example: Example): readonly Diagnostic[] {
  const files: Readonly<Record<string, string>> = typeof example === 'string' ? { 'a.proto': example } : example
  const roots = Object.keys(files).filter((path) => !path.startsWith('google/'))
  return compile(roots, (path) => files[path]).diagnostics
}

function codesOf(example: Example): string[] {
  return diagnosticsOf(example).map(({ code }) => code)
}

/** What cannot be written down as a text. */
const WITHOUT_EXAMPLE: Readonly<Record<string, () => string[]>> = {
  'missing-file': () => compile(['a.proto'], () => undefined).diagnostics.map(({ code }) => code),
  'invalid-utf8': () => compile(['a.proto'], () => new Uint8Array([0xff])).diagnostics.map(({ code }) => code),
  'source-too-large': () =>
    compile(['a.proto'], () => new Uint8Array(MAX_SOURCE_BYTES + 1)).diagnostics.map(({ code }) => code),
  'too-many-files': () => {
    const roots = Array.from({ length: MAX_FILES + 1 }, (_, index) => `${index}.proto`)
    return compile(roots, () => '').diagnostics.map(({ code }) => code)
  },
}

test('every code is listed once', () => {
  expect(entries.map(([code]) => code).filter((code, index, all) => all.indexOf(code) !== index)).toEqual([])
})

test('every summary is one sentence', () => {
  expect(entries.filter(([, { summary }]) => !/^[A-Z`].*\.$/.test(summary)).map(([code]) => code)).toEqual([])
})

test('only what no text can show has no examples', () => {
  const found = entries.filter(([, { bad, good }]) => bad === undefined || good === undefined).map(([code]) => code)
  expect(found.sort()).toEqual(Object.keys(WITHOUT_EXAMPLE).sort())
})

// That every code is reported by something follows from this; that nothing reports another code is up to its type.
test.each(entries)('%s: the bad example shows it first', (code, { bad }) => {
  const codes = bad === undefined ? WITHOUT_EXAMPLE[code]?.() : codesOf(bad)
  expect(codes?.[0]).toBe(code)
})

test('what is said to be a warning is one, and nothing else', () => {
  const warnings = entries.filter(([, { bad }]) => bad && diagnosticsOf(bad)[0]?.severity === 'warning')
  const said = entries.filter(([, { isWarning }]) => isWarning)
  expect(said.map(([code]) => code)).toEqual(warnings.map(([code]) => code))
})

test.each(entries)('%s: the good example compiles', (code, { good }) => {
  const others = codesOf(good ?? {}).filter((found) => found === code || found !== 'unused-import')
  expect(others).toEqual([])
})
