import { Edition } from '@bufbuild/protobuf/wkt'
import { SymbolKind } from '../link/link-symbol.ts'
import { Kind } from '../syntax/ast.ts'
import { typeRange } from './field-ranges.ts'
import { isMessageSet } from './number-ranges.ts'
import { isRepeated, type ValidationContext } from './validation-context.ts'

/**
 * Message sets, an old wire format: nothing but extensions, each of them a singular message; and not in proto3.
 *
 * Source: descriptor.proto, MessageOptions.message_set_wire_format.
 */
export function validateMessageSets(context: ValidationContext): void {
  const { file } = context
  const { messages, fields } = file.unlinked
  for (const message of messages) {
    if (!isMessageSet(message)) continue
    const option = context.option(message, 'message_set_wire_format') ?? message.node
    if (file.edition === Edition.EDITION_PROTO3) {
      context.error(option, 'message-set-in-proto3', 'There are no message sets in proto3.', 'Remove the option.')
      continue
    }
    const members = context.members(message)
    for (const { node, proto } of members.fields) {
      const text = `A message set has no fields of its own, so \`${proto.name}\` cannot be declared here.`
      context.error(node, 'field-in-message-set', text, 'Make it an extension.')
    }
    for (const { node, proto } of members.oneofs) {
      if (node === undefined) continue
      const text = `A message set has no fields of its own, so \`${proto.name}\` cannot be declared here.`
      context.error(node, 'field-in-message-set', text, 'Remove the oneof.')
    }
    // A statement whose numbers are faulty counts.
    if (message.node.kind === Kind.MapField || !message.node.body.some(({ kind }) => kind === Kind.Extensions)) {
      const text = `The message set \`${message.proto.name}\` cannot be extended, so nothing can be in it.`
      context.error(option, 'message-set-without-range', text, 'Declare `extensions 4 to max;`.')
    }
  }
  for (const [index, field] of fields.entries()) {
    const extendee = field.extend === undefined ? undefined : file.extendees[index]
    if (extendee?.kind !== SymbolKind.Message || !isMessageSet(extendee.element)) continue
    const isResolved = field.proto.typeName === '' || file.fieldTypes[index] !== undefined
    if (!isResolved) continue
    if (isRepeated(field.proto)) {
      const text = 'An extension of a message set cannot be repeated.'
      context.error(field.node.label ?? field.node, 'repeated-in-message-set', text, 'Wrap it in a message.')
    } else if (file.fieldTypes[index]?.kind !== SymbolKind.Message) {
      const text = 'An extension of a message set must be a message.'
      context.error(typeRange(field), 'scalar-in-message-set', text, 'Wrap it in a message.')
    }
  }
}
