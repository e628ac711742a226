import type { MessageElement } from '../descriptor/unlinked-file.ts'
import { Kind, type NumberNode, type RangeNode, type ReservedNode } from '../syntax/ast.ts'
import type { TextRange, ValidationContext } from './validation-context.ts'

/** The numbers that one kind of declaration may have. */
export interface NumberSpace {
  readonly what: string
  readonly least: bigint
  readonly greatest: bigint
  /** The numbers that Protobuf keeps for itself, or none. */
  readonly isKept: (value: bigint) => boolean
}

const FIRST_KEPT = 19_000n
const LAST_KEPT = 19_999n

/** Source: Protobuf language specification, "Field numbers". */
export const FIELD_NUMBERS: NumberSpace = {
  what: 'field number',
  least: 1n,
  greatest: 536_870_911n,
  isKept: (value) => value >= FIRST_KEPT && value <= LAST_KEPT,
}

/** Extensions of a message set. Source: observed behaviour of buf and protoc; it excludes the largest int32. */
export const MESSAGE_SET_NUMBERS: NumberSpace = {
  what: 'extension number of a message set',
  least: 0n,
  greatest: 2_147_483_646n,
  isKept: () => false,
}

/** Source: Protobuf language specification, "Enum values". */
export const ENUM_NUMBERS: NumberSpace = {
  what: 'enum value',
  least: -2_147_483_648n,
  greatest: 2_147_483_647n,
  isKept: () => false,
}

/** Whether a message is declared as a message set. */
export function isMessageSet({ proto }: MessageElement): boolean {
  return proto.options?.messageSetWireFormat === true
}

/** The numbers of a message's fields and ranges. */
export function numbersOf(message: MessageElement): NumberSpace {
  return isMessageSet(message) ? MESSAGE_SET_NUMBERS : FIELD_NUMBERS
}

/** The value of a number in its space; reports `number-out-of-range` and returns undefined otherwise. */
export function checkNumber(context: ValidationContext, node: NumberNode, space: NumberSpace): number | undefined {
  const value = node.integer
  if (value === undefined) return undefined
  if (value >= space.least && value <= space.greatest && !space.isKept(value)) return Number(value)
  const kept = space.isKept(value)
  const message = kept
    ? `${value} is kept for Protobuf itself (${FIRST_KEPT} to ${LAST_KEPT}), so it cannot be a ${space.what}.`
    : `${value} is out of range: a ${space.what} is ${space.least} to ${space.greatest}.`
  context.error(node, 'number-out-of-range', message, 'Take another number.')
  return undefined
}

/** A range of numbers, both ends included, and where it is written. */
export interface NumberRange extends TextRange {
  readonly first: number
  readonly last: number
}

/** Reads a range; reports what is wrong with it and returns undefined then. */
export function checkRange(context: ValidationContext, node: RangeNode, space: NumberSpace): NumberRange | undefined {
  const { start, end } = node
  // The ends of a range may lie in what is kept: `18000 to 21000` skips those. Only buf's own check on ends applies.
  const first = checkNumber(context, node.first, space)
  const last = node.isMax
    ? Number(space.greatest)
    : node.last === undefined
      ? first
      : checkNumber(context, node.last, space)
  if (first === undefined || last === undefined) return undefined
  if (first > last) {
    const message = `The range ${first} to ${last} is empty: its first number is the larger one.`
    context.error(node, 'empty-range', message, `Write \`${last} to ${first}\`.`)
    return undefined
  }
  return { first, last, start, end }
}

/** Reports ranges that have numbers in common, each at the later one in the list; returns them in order of number. */
export function checkOverlaps(
  context: ValidationContext,
  ranges: readonly NumberRange[],
  what: string,
): readonly NumberRange[] {
  const order = new Map(ranges.map((range, index) => [range, index]))
  const sorted = [...ranges].sort((a, b) => a.first - b.first || order.get(a)! - order.get(b)!)
  let widest: NumberRange | undefined
  for (const range of sorted) {
    if (widest !== undefined && range.first <= widest.last) {
      const [earlier, later] = order.get(range)! < order.get(widest)! ? [range, widest] : [widest, range]
      const notes = [context.note(earlier, 'the other range')]
      const message = `This range of ${what}s overlaps with another one.`
      context.error(later, 'overlapping-ranges', message, 'Remove what they have in common from one of them.', notes)
    }
    if (widest === undefined || range.last > widest.last) widest = range
  }
  return sorted
}

/** The range that holds a number, of ranges in order of number. */
export function findRange(sorted: readonly NumberRange[], value: number): NumberRange | undefined {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (sorted[middle]!.first <= value) low = middle + 1
    else high = middle
  }
  const candidate = sorted[low - 1]
  return candidate !== undefined && value <= candidate.last ? candidate : undefined
}

/** The `reserved` statements in the body of a message or an enum. */
export function reservedStatements(body: readonly { readonly kind: Kind }[]): readonly ReservedNode[] {
  return body.filter((node): node is ReservedNode => node.kind === Kind.Reserved)
}
