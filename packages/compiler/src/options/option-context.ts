import type { FieldElement } from '../descriptor/unlinked-file.ts'
import type { DiagnosticCode } from '../diagnostic/catalogue.ts'
import type { Diagnostics } from '../diagnostic/diagnostics.ts'
import { nounOf, SymbolKind } from '../link/link-symbol.ts'
import type { LinkedFile } from '../link/linked-file.ts'
import type { NameQuery, TypeScopes } from '../link/resolve-name.ts'
import type { SymbolTable } from '../link/symbol-table.ts'
import type { OptionTarget } from './option-target.ts'
import type { FieldType, OptionTypes } from './option-types.ts'
import type { FieldValue, MessageValue } from './option-value.ts'

/** What interpreting the options of one file needs. */
export interface FileOptionContext {
  readonly file: LinkedFile
  readonly table: SymbolTable
  readonly types: OptionTypes
  readonly scopes: TypeScopes
  readonly diagnostics: Diagnostics
  /** By option index; filled while options are interpreted. See `LinkedFile.optionPaths`. */
  readonly optionPaths: (readonly number[] | undefined)[]
  /** See `LinkedFile.messageOptions`. */
  readonly messageOptions: Set<number>
  /** See `LinkedFile.firstPieces`. */
  readonly firstPieces: Map<number, number>
}

/** The options of one element, while they are interpreted. */
export interface ElementOptions {
  readonly target: OptionTarget
  /** Where names in options are looked up from. */
  readonly scope: string
  /** The path of the options message in the descriptor. */
  readonly path: readonly number[]
  /** Undefined when the descriptor.proto in use has no such options message. */
  readonly value: MessageValue
  /** The field that is annotated, for `default`. */
  readonly field: FieldElement | undefined
  defaultValue: FieldValue | undefined
  jsonName: FieldValue | undefined
}

/** Reports at a range of the file whose options are interpreted. */
export function reportOption(
  { file, diagnostics }: FileOptionContext,
  at: { readonly start: number; readonly end: number },
  code: DiagnosticCode,
  message: string,
  hint?: string,
): void {
  const extra = hint === undefined ? undefined : { hint }
  diagnostics.report(code, 'error', file.source, at.start, at.end, message, extra)
}

/** The query for the name of an extension within options. */
export function extensionQuery(
  { scopes }: FileOptionContext,
  name: string,
  scope: string,
  at: { readonly start: number; readonly end: number },
): NameQuery {
  return {
    name,
    scope,
    start: at.start,
    end: at.end,
    accepts: (kind: SymbolKind) => kind === SymbolKind.Extension || kind === SymbolKind.Field,
    wanted: nounOf(SymbolKind.Extension),
    skipsOtherKinds: false,
    isInOption: true,
    scopes: name.includes('.') ? scopes : undefined,
  }
}

/** The type of a field in words, for messages. */
export function describeType(field: FieldType): string {
  const type = field.typeSymbol === undefined ? SCALAR_NAMES[field.type] : field.typeSymbol.fullName
  return field.isRepeated ? `repeated ${type}` : `${type}`
}

const SCALAR_NAMES: Readonly<Record<number, string>> = {
  1: 'double',
  2: 'float',
  3: 'int64',
  4: 'uint64',
  5: 'int32',
  6: 'fixed64',
  7: 'fixed32',
  8: 'bool',
  9: 'string',
  12: 'bytes',
  13: 'uint32',
  15: 'sfixed32',
  16: 'sfixed64',
  17: 'sint32',
  18: 'sint64',
}

/** A note at another place of the file whose options are interpreted. */
export function noteAt(
  { file }: FileOptionContext,
  at: { readonly start: number; readonly end: number },
  message: string,
) {
  return { file: file.path, span: file.source.span(at.start, at.end), message }
}
