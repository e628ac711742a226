import { findScalarType } from '../descriptor/scalar-types.ts'
import { type ExtendNode, type FieldNode, type GroupNode, Kind, type MapFieldNode } from '../syntax/ast.ts'
import { collectCompactOptions } from './collect-options.ts'
import type { Collector } from './collector.ts'
import { FieldNumber } from './field-numbers.ts'

/**
 * The locations of a field of any form. Those of a group's message come apart from it, and the comments go there: the
 * field of a group has none.
 */
export function collectField(
  collector: Collector,
  node: FieldNode | MapFieldNode | GroupNode,
  path: readonly number[],
  extend: ExtendNode | undefined,
): void {
  const { list } = collector
  const tokens = node.kind === Kind.Group ? undefined : { first: node.start, close: node.end - 1 }
  list.add(path, node.start, node.end, tokens)
  list.add([...path, FieldNumber.Name], node.name.start, node.name.end)
  if (node.number !== undefined) list.add([...path, FieldNumber.FieldNumber], node.number.start, node.number.end)
  if (node.label !== undefined) list.add([...path, FieldNumber.FieldLabel], node.label.start, node.label.end)
  collectType(collector, node, path)
  if (extend !== undefined) list.add([...path, FieldNumber.FieldExtendee], extend.extendee.start, extend.extendee.end)
  collectCompactOptions(collector, node, [...path, FieldNumber.FieldOptions])
}

/** The type of a group is its keyword. */
function collectType(collector: Collector, node: FieldNode | MapFieldNode | GroupNode, path: readonly number[]): void {
  const { list } = collector
  if (node.kind === Kind.MapField) list.add([...path, FieldNumber.FieldTypeName], node.typeStart, node.typeEnd)
  else if (node.kind === Kind.Group) {
    list.add([...path, FieldNumber.FieldTypeName], node.keyword.start, node.keyword.end)
  } else {
    const isScalar = findScalarType(node.type.name) !== undefined
    const number = isScalar ? FieldNumber.FieldType : FieldNumber.FieldTypeName
    list.add([...path, number], node.type.start, node.type.end)
  }
}
