import type {
  EnumElement,
  EnumValueElement,
  FieldElement,
  MessageElement,
  MethodElement,
  OneofElement,
  ServiceElement,
} from '../descriptor/unlinked-file.ts'
import { Kind } from '../syntax/ast.ts'
import type { LinkedFile } from './linked-file.ts'

export const SymbolKind = {
  Package: 0,
  Message: 1,
  Enum: 2,
  Field: 3,
  EnumValue: 4,
  Extension: 5,
  Oneof: 6,
  Service: 7,
  Method: 8,
} as const
export type SymbolKind = (typeof SymbolKind)[keyof typeof SymbolKind]

interface Declared<K extends SymbolKind, E> {
  readonly kind: K
  readonly fullName: string
  readonly file: LinkedFile
  readonly element: E
  /** The next symbol of the same full name in the table; more than one is an error only where both are visible. */
  next: LinkSymbol | undefined
}

export type MessageSymbol = Declared<typeof SymbolKind.Message, MessageElement>
export type EnumSymbol = Declared<typeof SymbolKind.Enum, EnumElement>
export type FieldSymbol = Declared<typeof SymbolKind.Field, FieldElement>
export type EnumValueSymbol = Declared<typeof SymbolKind.EnumValue, EnumValueElement>
export type ExtensionSymbol = Declared<typeof SymbolKind.Extension, FieldElement>
export type OneofSymbol = Declared<typeof SymbolKind.Oneof, OneofElement>
export type ServiceSymbol = Declared<typeof SymbolKind.Service, ServiceElement>
export type MethodSymbol = Declared<typeof SymbolKind.Method, MethodElement>
/** A package has no element: many files may declare it. `file` is the one that looked. */
export type PackageSymbol = Declared<typeof SymbolKind.Package, undefined>

/** Something that has a full name. */
export type LinkSymbol =
  | MessageSymbol
  | EnumSymbol
  | FieldSymbol
  | EnumValueSymbol
  | ExtensionSymbol
  | OneofSymbol
  | ServiceSymbol
  | MethodSymbol
  | PackageSymbol

/** What a field can be made of. */
export type TypeSymbol = MessageSymbol | EnumSymbol

const NOUNS: Readonly<Record<SymbolKind, string>> = {
  [SymbolKind.Package]: 'a package',
  [SymbolKind.Message]: 'a message',
  [SymbolKind.Enum]: 'an enum',
  [SymbolKind.Field]: 'a field',
  [SymbolKind.EnumValue]: 'an enum value',
  [SymbolKind.Extension]: 'an extension',
  [SymbolKind.Oneof]: 'a oneof',
  [SymbolKind.Service]: 'a service',
  [SymbolKind.Method]: 'a method',
}

/** What a kind is called in a sentence, with its article. */
export function nounOf(kind: SymbolKind): string {
  return NOUNS[kind]
}

/** The place where a symbol got its name: its name's offsets in its file; undefined for a package. */
export function nameRange({ element }: LinkSymbol): { readonly start: number; readonly end: number } | undefined {
  const node = element?.node
  if (node === undefined) return undefined
  // The message that a map field makes has no name in the text; its type stands for it.
  const isEntry = node.kind === Kind.MapField && 'nestedType' in element!.proto
  return isEntry ? { start: node.typeStart, end: node.typeEnd } : node.name
}

/** A symbol that is in no table: one that is only needed for a moment. */
export function createSymbol<K extends SymbolKind, E>(
  kind: K,
  fullName: string,
  file: LinkedFile,
  element: E,
): Declared<K, E> {
  return { kind, fullName, file, element, next: undefined }
}
