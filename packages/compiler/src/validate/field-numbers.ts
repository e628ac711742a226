import type { FieldElement, MessageElement } from '../descriptor/unlinked-file.ts'
import { SymbolKind } from '../link/link-symbol.ts'
import { Kind, type NumberNode } from '../syntax/ast.ts'
import {
  checkNumber,
  checkOverlaps,
  checkRange,
  findRange,
  type NumberRange,
  numbersOf,
  reservedStatements,
} from './number-ranges.ts'
import type { ValidationContext } from './validation-context.ts'

/**
 * The numbers of fields and extensions: in range, used once, not reserved, and those of extensions within an
 * `extensions` range of what they extend. Whether two extensions share a number is looked at for all files together.
 *
 * Source: Protobuf language specification, "Field numbers", "Reserved", "Extensions".
 */
export function validateFieldNumbers(context: ValidationContext): void {
  const ranges = collectRanges(context)
  for (const message of context.file.unlinked.messages) {
    if (message.node.kind === Kind.MapField) continue
    validateMessage(context, message, ranges.get(message) ?? [])
  }
  validateExtensions(context)
}

/** The reserved and then the extension ranges of each message. */
function collectRanges(context: ValidationContext): Map<MessageElement, NumberRange[]> {
  const all = new Map<MessageElement, NumberRange[]>()
  const { messages, extensionRanges } = context.file.unlinked
  for (const message of messages) {
    const { node } = message
    if (node.kind === Kind.MapField) continue
    for (const statement of reservedStatements(node.body)) {
      for (const range of statement.ranges) addRange(all, message, checkRange(context, range, numbersOf(message)))
    }
  }
  for (const { parent, range } of extensionRanges) addRange(all, parent, checkRange(context, range, numbersOf(parent)))
  return all
}

function addRange(
  all: Map<MessageElement, NumberRange[]>,
  message: MessageElement,
  range: NumberRange | undefined,
): void {
  if (range === undefined) return
  const list = all.get(message)
  if (list === undefined) all.set(message, [range])
  else list.push(range)
}

function validateMessage(context: ValidationContext, message: MessageElement, ranges: readonly NumberRange[]): void {
  const sorted = ranges.length > 1 ? checkOverlaps(context, ranges, 'field number') : ranges
  const first = new Map<number, NumberNode>()
  const space = numbersOf(message)
  for (const field of context.members(message).fields) {
    const { number } = field.node
    if (number === undefined) {
      reportMissing(context, field)
      continue
    }
    const value = checkNumber(context, number, space)
    if (value === undefined) continue
    const range = sorted.length === 0 ? undefined : findRange(sorted, value)
    if (range !== undefined) reportReserved(context, number, value, range)
    const other = first.get(value)
    if (other === undefined) first.set(value, number)
    else reportTwice(context, number, value, other)
  }
}

function validateExtensions(context: ValidationContext): void {
  const { file } = context
  const known = new Map<MessageElement, readonly NumberRange[]>()
  for (const [index, field] of file.unlinked.fields.entries()) {
    if (field.extend === undefined) continue
    const { number } = field.node
    if (number === undefined) {
      reportMissing(context, field)
      continue
    }
    const extendee = file.extendees[index]
    const message = extendee?.kind === SymbolKind.Message ? extendee.element : undefined
    const value = checkNumber(context, number, message === undefined ? numbersOfNothing : numbersOf(message))
    if (value === undefined || message === undefined) continue
    // 0, which message sets alone let through, is taken for no number. Source: observed of buf.
    if (value === 0 || findRange(extensionRangesOf(message, known), value) !== undefined) continue
    const text = `\`${extendee!.fullName}\` has no \`extensions\` range with ${value} in it, so it cannot be extended there.`
    const hint = 'Take a number of its extension ranges, or declare one there.'
    context.error(number, 'extension-outside-range', text, hint)
  }
}

/** The extension ranges of a message in order of number; sorted once for all its extensions in a file. */
function extensionRangesOf(
  message: MessageElement,
  known: Map<MessageElement, readonly NumberRange[]>,
): readonly NumberRange[] {
  let ranges = known.get(message)
  if (ranges === undefined) {
    ranges = message.proto.extensionRange
      .map(({ start, end }) => ({ first: start, last: end - 1, start: 0, end: 0 }))
      .sort((a, b) => a.first - b.first)
    known.set(message, ranges)
  }
  return ranges
}

/** For an extension of something that was not found: any number that some field could have. */
const numbersOfNothing = {
  what: 'field number',
  least: 1n,
  greatest: 536_870_911n,
  isKept: () => false,
}

function reportMissing(context: ValidationContext, { node, proto }: FieldElement): void {
  context.error(node, 'missing-number', `\`${proto.name}\` has no number.`, 'Write `= 1` or another free number.')
}

function reportTwice(context: ValidationContext, at: NumberNode, value: number, other: NumberNode): void {
  const notes = [context.note(other, 'first used here')]
  context.error(at, 'duplicate-number', `The number ${value} is used by another field already.`, 'Change it.', notes)
}

function reportReserved(context: ValidationContext, at: NumberNode, value: number, range: NumberRange): void {
  const notes = [context.note(range, 'reserved here')]
  const message = `The number ${value} is reserved, for extensions or for good.`
  context.error(at, 'reserved-number', message, 'Take another number.', notes)
}
