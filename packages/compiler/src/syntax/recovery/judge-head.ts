import { getTextEncoding } from '@bufbuild/protobuf/wire'
import { type IdentNode, Kind } from '../ast.ts'
import { judgePath, nameOf } from './judge-path.ts'
import { judgeString } from './judge-value.ts'
import type { LooseImport, LooseOptions, LoosePackage, LooseSyntax } from './loose.ts'
import type { Reader } from './reader.ts'
import type { Sink } from './sink.ts'

/** `syntax = "…";` or `edition = "…";`; left out without a string. */
export function judgeSyntax(reader: Reader, statement: LooseSyntax, sink: Sink, isFirst: boolean): void {
  const { start, end, isEdition, value, options } = statement
  const word = isEdition ? 'edition' : 'syntax'
  rejectOptions(reader, options)
  if (value?.kind === 'string') {
    const string = judgeString(reader, value)
    if (isFirst) {
      reader.isEdition = isEdition
      reader.isProto2 = !isEdition && getTextEncoding().decodeUtf8(string.bytes) !== 'proto3'
    }
    sink.head?.({ kind: Kind.Syntax, start, end, isEdition, value: string })
    return
  }
  if (value !== undefined) reader.fault(value, `The ${word} is a string.`, 'Put it in quotes.')
  // One that stays in the tree is for validation to report.
  if (!isFirst) {
    const message = `\`${word}\` must be the first statement of the file, and stand there once.`
    reader.error('misplaced-syntax', statement, message, 'Move it to the top.')
  }
}

/** `package a.b;`; left out without a name. */
export function judgePackage(reader: Reader, statement: LoosePackage, sink: Sink): void {
  const { start, end, name, options } = statement
  rejectOptions(reader, options)
  if (name === undefined) {
    reader.fault(statement, 'This `package` has no name.')
    return
  }
  // A dot in front is for validation to report.
  judgePath(reader, name, { allowsAbsolute: true })
  sink.head?.({ kind: Kind.Package, start, end, name: nameOf(name) })
}

/** `import "path";`; left out without a path. */
export function judgeImport(reader: Reader, statement: LooseImport, sink: Sink): void {
  const { start, end, modifiers, path, options, hasSemicolon } = statement
  if (sink.head === undefined) {
    reader.fault(statement, 'An import cannot stand here.', 'Move it to the top of the file.')
    return
  }
  rejectOptions(reader, options)
  if (path === undefined) {
    if (hasSemicolon) reader.fault(statement, 'This import has no path.', 'Write the path of a file in quotes.')
    return
  }
  if (path.kind !== 'string') {
    reader.fault(path, 'What is imported is a file: a string with its path.', 'Write the path of a file in quotes.')
    return
  }
  const [first, ...others] = modifiers
  for (const { word, ...at } of others) reader.fault(at, `\`${word}\` cannot stand here.`, 'Remove it.')
  let modifier: IdentNode | undefined
  if (first !== undefined) {
    if (!IMPORT_MODIFIERS.has(first.word)) reader.fault(first, `\`${first.word}\` cannot stand here.`, 'Remove it.')
    else modifier = { kind: Kind.Ident, start: first.start, end: first.end, name: first.word }
  }
  sink.head({ kind: Kind.Import, start, end, path: judgeString(reader, path), modifier })
}

const IMPORT_MODIFIERS = new Set(['public', 'weak', 'option'])

function rejectOptions(reader: Reader, options: LooseOptions | undefined): void {
  if (options !== undefined) reader.fault(options, 'There are no options here.', 'Remove them.')
}
