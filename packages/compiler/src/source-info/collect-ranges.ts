import type { ExtensionsNode, Kind, RangeNode, ReservedNode } from '../syntax/ast.ts'
import { collectCompactOptions } from './collect-options.ts'
import type { Collector } from './collector.ts'
import { FieldNumber } from './field-numbers.ts'

/** The locations of `extensions` statements. That of the statement itself comes once a range. */
export function collectExtensionRanges(
  collector: Collector,
  nodes: readonly ExtensionsNode[],
  message: readonly number[],
): void {
  const statement = [...message, FieldNumber.MessageExtensionRange]
  let index = 0
  for (const node of nodes) {
    const first = [...statement, index, FieldNumber.ExtensionRangeOptions]
    for (const range of node.ranges) {
      const path = [...statement, index++]
      collector.list.add(statement, node.start, node.end, { first: node.start, close: node.end - 1 })
      collectRange(collector, range, path)
      const options = [...path, FieldNumber.ExtensionRangeOptions]
      collector.withRebasedOptions(first, options, () => collectCompactOptions(collector, node, options))
    }
  }
}

/**
 * The locations of `reserved` statements. Only the first statement with numbers and the first with names have one of
 * their own. Observed of `buf build` 1.75.
 */
export function collectReserved(
  collector: Collector,
  nodes: readonly ReservedNode[],
  ranges: readonly number[],
  names: readonly number[],
): void {
  addFirst(
    collector,
    nodes.find((node) => node.ranges.length > 0),
    ranges,
  )
  nodes
    .flatMap((node) => node.ranges)
    .forEach((range, index) => {
      collectRange(collector, range, [...ranges, index])
    })
  addFirst(
    collector,
    nodes.find((node) => node.names.length > 0),
    names,
  )
  nodes
    .flatMap((node) => node.names)
    .forEach((name, index) => {
      collector.list.add([...names, index], name.start, name.end)
    })
}

function addFirst(collector: Collector, node: ReservedNode | undefined, path: readonly number[]): void {
  if (node !== undefined) collector.list.add(path, node.start, node.end, { first: node.start, close: node.end - 1 })
}

/** A range and its two ends, which for a single number are the same. */
function collectRange({ list }: Collector, range: RangeNode, path: readonly number[]): void {
  list.add(path, range.start, range.end)
  const last = range.last ?? range.max ?? range.first
  list.add([...path, FieldNumber.RangeStart], range.first.start, range.first.end)
  list.add([...path, FieldNumber.RangeEnd], last.start, last.end)
}

/** The statements of one kind in a body. */
export function statementsOf<T extends { readonly kind: Kind }, K extends T['kind']>(
  body: readonly T[],
  kind: K,
): Extract<T, { readonly kind: K }>[] {
  return body.filter((node): node is Extract<T, { readonly kind: K }> => node.kind === kind)
}
