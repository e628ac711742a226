import { type AggregateFieldNode, Kind, type OptionNode, type OptionValueNode } from '../syntax/ast.ts'
import type { Collector } from './collector.ts'

/** The locations of `option …;` statements; `path` is that of the options message that they fill. */
export function collectOptionStatements(
  collector: Collector,
  body: readonly { readonly kind: Kind }[],
  path: readonly number[],
): void {
  for (const node of body) {
    if (!isOption(node)) continue
    collector.list.add(path, node.start, node.end)
    collectOption(collector, node, true)
  }
}

function isOption(node: { readonly kind: Kind }): node is OptionNode {
  return node.kind === Kind.Option
}

/** The locations of the options in `[ … ]`; `path` is that of the options message that they fill. */
export function collectCompactOptions(
  collector: Collector,
  node: { readonly options: readonly OptionNode[]; readonly optionsStart: number; readonly optionsEnd: number },
  path: readonly number[],
): void {
  if (node.optionsStart === -1) return
  if (node.options.some((option) => !isPseudoOption(option))) {
    collector.list.add(path, node.optionsStart, node.optionsEnd)
  }
  for (const option of node.options) collectOption(collector, option, false)
}

/** `default` and `json_name` look like options but are fields of the descriptor. */
function isPseudoOption({ name }: OptionNode): boolean {
  const [first] = name
  if (name.length !== 1 || first === undefined || first.isExtension) return false
  return first.name.name === 'default' || first.name.name === 'json_name'
}

/**
 * An option has the span of its whole statement, and comments; but one that sets a message as a whole has that of its
 * name and value only, as one in brackets has, and no comments. Observed of `buf build` 1.75.
 */
function collectOption(collector: Collector, node: OptionNode, isStatement: boolean): void {
  const path = collector.optionPath(node.index)
  const nameStart = node.name[0]?.start ?? node.start
  if (path !== undefined && isStatement && !collector.isMessageOption(node.index)) {
    collector.list.add(path, node.start, node.end, { first: node.start, close: node.end - 1 })
  } else if (path !== undefined) {
    collector.list.add(path, nameStart, node.value.end)
  }
  collectValue(collector, node.value)
}

/**
 * The fields within an aggregate, at any depth. A further piece of a message that is given in several pieces has the
 * locations of the first piece once more, and none of its own: observed of `buf build` 1.75.
 */
function collectValue(collector: Collector, value: OptionValueNode, isRepeat = false): void {
  if (value.kind === Kind.List) {
    for (const element of value.values) collectValue(collector, element, isRepeat)
  } else if (value.kind === Kind.Aggregate) {
    for (const field of value.fields) {
      if (isRepeat && !collector.takeRepeat()) return
      const first = collector.firstPiece(field.index)
      if (first !== undefined) {
        collectValue(collector, findField(value.fields, first).value, true)
        continue
      }
      const path = collector.optionPath(field.index)
      if (path !== undefined) collector.list.add(path, field.start, field.end)
      collectValue(collector, field.value, isRepeat)
    }
  }
}

/** The field with an index, which are in ascending order: there may be a great many of both. */
function findField(fields: readonly AggregateFieldNode[], index: number): AggregateFieldNode {
  let low = 0
  let high = fields.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (fields[middle]!.index <= index) low = middle
    else high = middle - 1
  }
  return fields[low]!
}
