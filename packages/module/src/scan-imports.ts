import { readStringLiteral } from './read-string-literal.ts'

/** `public` re-exports, `weak` may be missing at run time, `option` (edition 2024) is for custom options only. */
export type ImportKind = 'plain' | 'public' | 'weak' | 'option'

export interface ImportStatement {
  readonly path: string
  readonly kind: ImportKind
}

const KINDS: ReadonlySet<string> = new Set(['public', 'weak', 'option'] satisfies ImportKind[])

/**
 * The imports of a .proto file in the order of their appearance, without parsing the rest. Comments and strings are
 * seen through; only statements at the top level count. Never throws: what is no well-formed import is left for the
 * compiler to report. Reading ends behind the last word "import", which is near the top of most files.
 * Source: Protobuf language specification, "Import Statement"; adjacent string literals join, as protoc has it.
 */
export function scanImports(source: Uint8Array | string): ImportStatement[] {
  const text = typeof source === 'string' ? source : new TextDecoder().decode(source)
  const lastWord = text.lastIndexOf('import')
  const imports: ImportStatement[] = []
  let depth = 0
  let statementStarts = true
  let pos = skipBlank(text, text.startsWith('\uFEFF') ? 1 : 0)
  while (pos <= lastWord) {
    const ch = text[pos] as string
    const wordEnd = skipWord(text, pos)
    if (wordEnd > pos) {
      const found = statementStarts && depth === 0 && text.slice(pos, wordEnd) === 'import' && readImport(text, wordEnd)
      if (found) imports.push(found.statement)
      pos = found ? found.end : wordEnd
      statementStarts = false
    } else if (ch === '"' || ch === "'") {
      pos = readStringLiteral(text, pos).end
      statementStarts = false
    } else {
      if (ch === '{') depth++
      // A stray brace must not hide the imports behind it: the file is broken, and the compiler says where.
      if (ch === '}') depth = Math.max(0, depth - 1)
      statementStarts = ch === '{' || ch === '}' || ch === ';'
      pos++
    }
    pos = skipBlank(text, pos)
  }
  return imports
}

/** Reads on behind the keyword; undefined when no path follows. */
function readImport(text: string, start: number): { statement: ImportStatement; end: number } | undefined {
  let pos = skipBlank(text, start)
  const word = text.slice(pos, skipWord(text, pos))
  const kind = KINDS.has(word) ? (word as ImportKind) : 'plain'
  if (kind !== 'plain') pos = skipBlank(text, pos + word.length)
  let path: string | undefined
  let end = pos
  while (text[pos] === '"' || text[pos] === "'") {
    const literal = readStringLiteral(text, pos)
    path = (path ?? '') + literal.value
    end = literal.end
    pos = skipBlank(text, end)
  }
  return path === undefined ? undefined : { statement: { path, kind }, end }
}

/** Position behind white space and comments. An unclosed comment reaches to the end. */
function skipBlank(text: string, start: number): number {
  let pos = start
  while (pos < text.length) {
    const ch = text.charCodeAt(pos)
    if (ch <= 0x20) {
      pos++
      continue
    }
    if (text.startsWith('//', pos)) pos = endOr(text, text.indexOf('\n', pos), 1)
    else if (text.startsWith('/*', pos)) pos = endOr(text, text.indexOf('*/', pos + 2), 2)
    else break
  }
  return pos
}

function endOr(text: string, found: number, length: number): number {
  return found < 0 ? text.length : found + length
}

/** Position behind the letters, digits and underscores that start here. */
function skipWord(text: string, start: number): number {
  let pos = start
  while (pos < text.length) {
    const ch = text.charCodeAt(pos)
    const isWordChar =
      (ch >= 0x61 && ch <= 0x7a) || (ch >= 0x41 && ch <= 0x5a) || (ch >= 0x30 && ch <= 0x39) || ch === 0x5f
    if (!isWordChar) break
    pos++
  }
  return pos
}
