import { FieldDescriptorProto_Type as Type } from '@bufbuild/protobuf/wkt'
import { SymbolKind } from '../link/link-symbol.ts'
import { typeNodeOf } from '../link/resolve-types.ts'
import { Kind } from '../syntax/ast.ts'
import type { ValidationContext } from './validation-context.ts'

/**
 * Maps: keys are integers, booleans or strings; and the message that is made for a map is nobody else's type.
 *
 * Source: Protobuf language specification, "Map fields".
 */
export function validateMaps(context: ValidationContext): void {
  const { file } = context
  for (const [index, field] of file.unlinked.fields.entries()) {
    const { node, proto, parent } = field
    const isEntryField = node.kind === Kind.MapField && parent?.node === node
    if (isEntryField && proto.name === 'key' && !isKeyType(proto.type)) {
      const at = node.keyType
      const message = `\`${at.name}\` cannot be the key of a map.`
      context.error(at, 'map-key-type', message, 'Keys are integers, `bool` or `string`.')
    }
    const symbol = file.fieldTypes[index]
    if (symbol?.kind !== SymbolKind.Message || symbol.element.node.kind !== Kind.MapField) continue
    if (node === symbol.element.node) continue
    const name = `\`${symbol.fullName}\` is made for a map and is no type of its own.`
    context.error(typeNodeOf(field), 'map-entry-as-type', name, 'Declare a message with a key and a value.')
  }
}

function isKeyType(type: Type): boolean {
  switch (type) {
    case Type.FLOAT:
    case Type.DOUBLE:
    case Type.BYTES:
    case Type.MESSAGE:
    case Type.GROUP:
    case Type.ENUM:
      return false
    default:
      return true
  }
}
