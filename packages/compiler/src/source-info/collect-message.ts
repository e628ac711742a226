import {
  type ExtendNode,
  type FieldNode,
  type GroupNode,
  Kind,
  type MapFieldNode,
  type MessageElementNode,
  type MessageNode,
  type OneofNode,
} from '../syntax/ast.ts'
import { collectEnum } from './collect-enum.ts'
import { collectField } from './collect-field.ts'
import { collectOptionStatements } from './collect-options.ts'
import { collectExtensionRanges, collectReserved, statementsOf } from './collect-ranges.ts'
import type { Collector } from './collector.ts'
import { FieldNumber } from './field-numbers.ts'

type AnyField = FieldNode | MapFieldNode | GroupNode

/**
 * The locations of a message, or of the message of a group, whose span is that of the whole group.
 * The order in which its parts come matters where their spans are equal.
 */
export function collectMessage(collector: Collector, node: MessageNode | GroupNode, path: readonly number[]): void {
  const start = node.kind === Kind.Group ? node.start : node.keywordStart
  collector.list.add(path, start, node.end, { first: node.start, close: node.bodyStart })
  collector.list.add([...path, FieldNumber.Name], node.name.start, node.name.end)
  fieldsOf(node.body).forEach((field, index) => {
    collectField(collector, field, [...path, FieldNumber.MessageField, index], undefined)
  })
  collectExtends(collector, statementsOf(node.body, Kind.Extend), [...path, FieldNumber.MessageExtension])
  collectTypes(collector, node.body, [...path, FieldNumber.MessageNested], [...path, FieldNumber.MessageEnum])
  collectExtensionRanges(collector, statementsOf(node.body, Kind.Extensions), path)
  const ranges = [...path, FieldNumber.MessageReservedRange]
  const names = [...path, FieldNumber.MessageReservedName]
  collectReserved(collector, statementsOf(node.body, Kind.Reserved), ranges, names)
  statementsOf(node.body, Kind.Oneof).forEach((oneof, index) => {
    collectOneof(collector, oneof, [...path, FieldNumber.MessageOneof, index])
  })
  collectOptionStatements(collector, node.body, [...path, FieldNumber.MessageOptions])
}

/** The fields of a message with those of its oneofs, in the order of the descriptor. */
function fieldsOf(body: readonly MessageElementNode[]): AnyField[] {
  const fields: AnyField[] = []
  for (const node of body) {
    if (isField(node)) fields.push(node)
    else if (node.kind === Kind.Oneof) {
      for (const member of node.body) if (isField(member)) fields.push(member)
    }
  }
  return fields
}

function isField(node: { readonly kind: Kind }): node is AnyField {
  return node.kind === Kind.Field || node.kind === Kind.MapField || node.kind === Kind.Group
}

/** The messages and enums of a body. Map fields and groups make messages too, and count where they stand. */
export function collectTypes(
  collector: Collector,
  body: readonly { readonly kind: Kind }[],
  messages: readonly number[],
  enums: readonly number[],
): void {
  const counts = { messages: 0, enums: 0 }
  collectTypesOf(collector, body, messages, enums, counts)
}

function collectTypesOf(
  collector: Collector,
  body: readonly { readonly kind: Kind }[],
  messages: readonly number[],
  enums: readonly number[],
  counts: { messages: number; enums: number },
): void {
  for (const node of body as readonly (MessageElementNode | ExtendNode)[]) {
    if (node.kind === Kind.Message || node.kind === Kind.Group) {
      collectMessage(collector, node, [...messages, counts.messages++])
    } else if (node.kind === Kind.Enum) {
      collectEnum(collector, node, [...enums, counts.enums++])
    } else if (node.kind === Kind.MapField) {
      counts.messages++
    } else if (node.kind === Kind.Oneof || node.kind === Kind.Extend) {
      collectTypesOf(collector, node.body, messages, enums, counts)
    }
  }
}

/** The locations of `extend` blocks and of the extensions in them; all blocks of a scope have the same path. */
export function collectExtends(collector: Collector, nodes: readonly ExtendNode[], path: readonly number[]): void {
  let index = 0
  for (const node of nodes) {
    collector.list.add(path, node.start, node.end, { first: node.start, close: node.bodyStart })
    for (const field of node.body.filter(isField)) collectField(collector, field, [...path, index++], node)
  }
}

function collectOneof(collector: Collector, node: OneofNode, path: readonly number[]): void {
  collector.list.add(path, node.start, node.end, { first: node.start, close: node.bodyStart })
  collector.list.add([...path, FieldNumber.Name], node.name.start, node.name.end)
  collectOptionStatements(collector, node.body, [...path, FieldNumber.OneofOptions])
}
