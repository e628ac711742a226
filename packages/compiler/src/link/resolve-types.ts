import { FieldDescriptorProto_Type as Type } from '@bufbuild/protobuf/wkt'
import type { FieldElement, MethodElement } from '../descriptor/unlinked-file.ts'
import type { Diagnostics } from '../diagnostic/diagnostics.ts'
import { type IdentNode, Kind } from '../syntax/ast.ts'
import { SymbolKind, type TypeSymbol } from './link-symbol.ts'
import type { LinkedFile } from './linked-file.ts'
import { resolveName, TypeScopes } from './resolve-name.ts'
import type { SymbolTable } from './symbol-table.ts'

/**
 * Resolves the types of fields, the messages that extensions extend, and the requests and responses of methods, and
 * writes them into the descriptor as full names with a leading dot.
 */
export function resolveTypes(file: LinkedFile, table: SymbolTable, diagnostics: Diagnostics): void {
  const extendedBy = new Map<object, TypeSymbol | undefined>()
  const resolver = { file, table, diagnostics, scopes: new TypeScopes(file), extendees: extendedBy }
  const { fields, methods } = file.unlinked
  const fieldTypes: (TypeSymbol | undefined)[] = new Array(fields.length)
  const extendees: (TypeSymbol | undefined)[] = new Array(fields.length)
  for (let index = 0; index < fields.length; index++) {
    const field = fields[index]!
    if (field.proto.typeName !== '') fieldTypes[index] = resolveFieldType(resolver, field)
    if (field.extend !== undefined) extendees[index] = resolveExtendee(resolver, field)
  }
  for (const method of methods) resolveMethod(resolver, method)
  file.fieldTypes = fieldTypes
  file.extendees = extendees
}

interface TypeResolver {
  readonly file: LinkedFile
  readonly table: SymbolTable
  readonly diagnostics: Diagnostics
  readonly scopes: TypeScopes
  /** By `extend` block: it is resolved and reported once, however many fields it has. */
  readonly extendees: Map<object, TypeSymbol | undefined>
}

const isType = (kind: SymbolKind): boolean => kind === SymbolKind.Message || kind === SymbolKind.Enum
const isMessage = (kind: SymbolKind): boolean => kind === SymbolKind.Message

function resolveFieldType(resolver: TypeResolver, field: FieldElement): TypeSymbol | undefined {
  const { proto } = field
  const at = typeNodeOf(field)
  const query = {
    name: proto.typeName,
    scope: field.scope,
    start: at.start,
    end: at.end,
    accepts: isType,
    wanted: 'a message or an enum',
    skipsOtherKinds: true,
    isInOption: false,
    scopes: resolver.scopes,
  }
  const symbol = resolveName(resolver.file, resolver.table, query, resolver.diagnostics)
  if (symbol?.kind !== SymbolKind.Message && symbol?.kind !== SymbolKind.Enum) return undefined
  proto.typeName = `.${symbol.fullName}`
  if (symbol.kind === SymbolKind.Enum) proto.type = Type.ENUM
  else if (proto.type !== Type.GROUP) proto.type = Type.MESSAGE
  return symbol
}

/** Where the type of a field is written; for a group, its name. */
export function typeNodeOf(field: FieldElement): IdentNode {
  const { node } = field
  switch (node.kind) {
    case Kind.Field:
      return node.type
    case Kind.Group:
      return node.name
    case Kind.MapField:
      return field.proto.name === 'key' ? node.keyType : node.valueType
  }
}

function resolveExtendee(resolver: TypeResolver, field: FieldElement): TypeSymbol | undefined {
  const block = field.extend!
  let extendee = resolver.extendees.get(block)
  if (!resolver.extendees.has(block)) {
    extendee = resolveMessage(resolver, block.extendee, field.scope)
    resolver.extendees.set(block, extendee)
  }
  if (extendee !== undefined) field.proto.extendee = `.${extendee.fullName}`
  return extendee
}

function resolveMethod(resolver: TypeResolver, method: MethodElement): void {
  const { proto, node } = method
  const scope = method.parent.fullName
  const input = resolveMessage(resolver, node.inputType, scope)
  if (input !== undefined) proto.inputType = `.${input.fullName}`
  const output = resolveMessage(resolver, node.outputType, scope)
  if (output !== undefined) proto.outputType = `.${output.fullName}`
}

function resolveMessage(resolver: TypeResolver, node: IdentNode, scope: string): TypeSymbol | undefined {
  const query = {
    name: node.name,
    scope,
    start: node.start,
    end: node.end,
    accepts: isMessage,
    wanted: 'a message',
    skipsOtherKinds: false,
    isInOption: false,
  }
  const symbol = resolveName(resolver.file, resolver.table, query, resolver.diagnostics)
  return symbol?.kind === SymbolKind.Message ? symbol : undefined
}
