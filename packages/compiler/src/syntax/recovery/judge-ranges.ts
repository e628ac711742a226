import { getTextEncoding } from '@bufbuild/protobuf/wire'
import {
  type ExtensionsNode,
  type IdentNode,
  Kind,
  type RangeNode,
  type ReservedNode,
  type StringNode,
} from '../ast.ts'
import { judgeOptions } from './judge-options.ts'
import { identOf } from './judge-path.ts'
import { judgeNumber, judgeString } from './judge-value.ts'
import type { LooseRanges, LooseValue } from './loose.ts'
import type { Reader } from './reader.ts'

/** `reserved …;` or `extensions …;`. Names among extensions are reserved, as buf has it. */
export function judgeRanges(reader: Reader, loose: LooseRanges): (ExtensionsNode | ReservedNode)[] {
  const { start, end, isReserved, values, options } = loose
  const ranges: RangeNode[] = []
  const names: (StringNode | IdentNode)[] = []
  for (const value of values) {
    const ident = value.kind === 'path' ? identOf(value.path) : undefined
    if (ident !== undefined) {
      names.push(isReserved || reader.isEdition ? ident : quote(ident))
    } else if (value.kind === 'string' && isReserved) {
      names.push(judgeString(reader, value))
    } else {
      const range = judgeRange(reader, value)
      if (range !== undefined) ranges.push(range)
    }
  }
  if (isReserved) {
    if (options !== undefined) reader.fault(options, 'What is reserved has no options.')
    return [{ kind: Kind.Reserved, start, end, ranges, names }]
  }
  const nodes: (ExtensionsNode | ReservedNode)[] = []
  const extensions: ExtensionsNode = { kind: Kind.Extensions, start, end, ranges, ...judgeOptions(reader, options) }
  // A faulty range is no range, but the message is one that can be extended.
  if (values.length > names.length) nodes.push(extensions)
  if (names.length > 0) nodes.push({ kind: Kind.Reserved, start, end, ranges: [], names })
  return nodes
}

/** A word as the string that syntaxes without words for names have. */
function quote({ start, end, name }: IdentNode): StringNode {
  return { kind: Kind.String, start, end, bytes: getTextEncoding().encodeUtf8(name) }
}

/** A number or a range of numbers; undefined, with a report, when it is none. */
function judgeRange(reader: Reader, value: LooseValue): RangeNode | undefined {
  const { start, end } = value
  if (value.kind !== 'to') {
    const first = judgeNumber(reader, value, 'What stands here')
    return first && { kind: Kind.Range, start, end, first, last: undefined, isMax: false, max: undefined }
  }
  const { last: to } = value
  const first = judgeNumber(reader, value.first, 'The first number of a range')
  // That it misses has been reported.
  if (to === undefined) return undefined
  const max = to.kind === 'path' && identOf(to.path)?.name === 'max' ? identOf(to.path) : undefined
  const last = max ? undefined : judgeNumber(reader, to, 'The end of a range, if not `max`,')
  if (first === undefined || (last === undefined && max === undefined)) return undefined
  return { kind: Kind.Range, start, end, first, last, isMax: max !== undefined, max }
}
