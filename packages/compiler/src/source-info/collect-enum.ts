import { type EnumNode, type EnumValueNode, Kind } from '../syntax/ast.ts'
import { collectCompactOptions, collectOptionStatements } from './collect-options.ts'
import { collectReserved, statementsOf } from './collect-ranges.ts'
import type { Collector } from './collector.ts'
import { FieldNumber } from './field-numbers.ts'

/** The locations of an enum. The words `export` and `local` do not belong to its span, but their comments do to it. */
export function collectEnum(collector: Collector, node: EnumNode, path: readonly number[]): void {
  collector.list.add(path, node.keywordStart, node.end, { first: node.start, close: node.bodyStart })
  collector.list.add([...path, FieldNumber.Name], node.name.start, node.name.end)
  statementsOf(node.body, Kind.EnumValue).forEach((value, index) => {
    collectValue(collector, value, [...path, FieldNumber.EnumValue, index])
  })
  const reserved = statementsOf(node.body, Kind.Reserved)
  const ranges = [...path, FieldNumber.EnumReservedRange]
  collectReserved(collector, reserved, ranges, [...path, FieldNumber.EnumReservedName])
  collectOptionStatements(collector, node.body, [...path, FieldNumber.EnumOptions])
}

function collectValue(collector: Collector, node: EnumValueNode, path: readonly number[]): void {
  collector.list.add(path, node.start, node.end, { first: node.start, close: node.end - 1 })
  collector.list.add([...path, FieldNumber.Name], node.name.start, node.name.end)
  if (node.number !== undefined) {
    collector.list.add([...path, FieldNumber.EnumValueNumber], node.number.start, node.number.end)
  }
  collectCompactOptions(collector, node, [...path, FieldNumber.EnumValueOptions])
}
