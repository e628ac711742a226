import { decodeText } from '../link/decode-text.ts'
import { type IdentNode, Kind, type ReservedNode, type StringNode } from '../syntax/ast.ts'
import { isEdition } from './header.ts'
import { reservedStatements } from './number-ranges.ts'
import type { TextRange, ValidationContext } from './validation-context.ts'

/**
 * Reserved names: written as strings before editions and as identifiers in them, apart from numbers, each once, and
 * used by no field or enum value.
 *
 * Source: Protobuf language specification, "Reserved".
 */
export function validateReservedNames(context: ValidationContext): void {
  const { messages, enums } = context.file.unlinked
  for (const message of messages) {
    const { node } = message
    if (node.kind === Kind.MapField) continue
    const statements = reservedStatements(node.body)
    if (statements.length === 0) continue
    const members = context
      .members(message)
      .fields.map(({ proto, node: field }) => ({ name: proto.name, at: field.name }))
    validateNames(context, statements, members, 'field')
  }
  for (const element of enums) {
    const statements = reservedStatements(element.node.body)
    if (statements.length === 0) continue
    const members = context.valuesOf(element).map(({ proto, node }) => ({ name: proto.name, at: node.name }))
    validateNames(context, statements, members, 'enum value')
  }
}

interface Member {
  readonly name: string
  readonly at: TextRange
}

function validateNames(
  context: ValidationContext,
  statements: readonly ReservedNode[],
  members: readonly Member[],
  what: string,
): void {
  const reserved = new Map<string, (StringNode | IdentNode)[]>()
  for (const statement of statements) {
    validateForm(context, statement)
    for (const node of statement.names) {
      const name = node.kind === Kind.String ? decodeText(node.bytes) : node.name
      const nodes = reserved.get(name)
      if (nodes === undefined) reserved.set(name, [node])
      else nodes.push(node)
    }
  }
  for (const [name, [first, ...others]] of reserved) {
    if (others.length === 0) continue
    const notes = others.slice(0, MAX_NOTES).map((other) => context.note(other, 'reserved again here'))
    const message = `The name \`${name}\` is reserved more than once.`
    context.error(first!, 'name-reserved-twice', message, 'Remove all but one.', notes)
  }
  for (const { name, at } of members) {
    const nodes = reserved.get(name)
    if (nodes === undefined) continue
    const notes = [context.note(nodes[0]!, 'reserved here')]
    context.error(
      at,
      'reserved-name',
      `The name \`${name}\` is reserved, so no ${what} can have it.`,
      'Rename it.',
      notes,
    )
  }
}

/** More places than a person compares. */
const MAX_NOTES = 10

const IDENTIFIER = /^[A-Za-z_][A-Za-z0-9_]*$/

function validateForm(context: ValidationContext, { names, ranges }: ReservedNode): void {
  const firstName = names[0]
  const firstRange = ranges[0]
  if (firstName !== undefined && firstRange !== undefined) {
    const later = firstName.start < firstRange.start ? firstRange : firstName
    const message = 'Names and numbers cannot be reserved in one statement.'
    context.error(later, 'mixed-reserved', message, 'Write two `reserved` statements.')
  }
  const inEdition = isEdition(context.file.edition)
  for (const node of names) {
    if (node.kind === Kind.String && inEdition) {
      const hint = 'Remove the quotes.'
      context.error(node, 'reserved-string-in-edition', 'In editions reserved names are written without quotes.', hint)
    } else if (node.kind === Kind.Ident && !inEdition) {
      const hint = 'Put it in quotes.'
      context.error(node, 'reserved-identifier', 'Before editions reserved names are written in quotes.', hint)
    } else if (node.kind === Kind.String && !IDENTIFIER.test(decodeText(node.bytes))) {
      const message = `"${decodeText(node.bytes)}" is no name that anything could have.`
      context.error(node, 'invalid-reserved-name', message, 'Reserve an identifier.')
    }
  }
}
