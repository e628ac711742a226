import { defineRule, type Report } from '../rule.ts'
import type { EnumElement, MessageElement } from '../schema/element.ts'
import { siteOf } from '../site.ts'
import { listAll, quote } from '../wording.ts'

/**
 * A reservation may grow, and ranges may be split or merged; a number that is taken off counts as lost even when a
 * field takes it at the same time.
 */
export const reservedMessageNoDelete = defineRule({
  id: 'RESERVED_MESSAGE_NO_DELETE',
  summary: 'A message keeps its reserved numbers and names.',
  categories: ['FILE', 'PACKAGE', 'WIRE_JSON', 'WIRE', 'CSR'],
  on: 'messagePair',
  check: (report, prev, next) => lostReservations('message', prev, next).forEach(report),
})

export const reservedEnumNoDelete = defineRule({
  id: 'RESERVED_ENUM_NO_DELETE',
  summary: 'An enum keeps its reserved numbers and names.',
  categories: ['FILE', 'PACKAGE', 'WIRE_JSON', 'WIRE', 'CSR'],
  on: 'enumPair',
  check: (report, prev, next) => lostReservations('enum', prev, next).forEach(report),
})

export const reservedNoDelete = [reservedMessageNoDelete, reservedEnumNoDelete] as const

function lostReservations<T extends MessageElement | EnumElement>(word: string, prev: T, next: T): Report[] {
  const reports: Report[] = []
  for (const range of prev.reservedNumbers.declared) {
    const missing = next.reservedNumbers.missing(range)
    if (missing.length === 0) continue
    const was = prev.reservedNumbers.describe(range)
    const ranges = missing.map((one) => next.reservedNumbers.describe(one))
    const lost = listAll(ranges)
    reports.push({
      ...place(prev, next),
      nature: `reserved ${was} lost ${ranges.join(', ')}`,
      what: `Of the reserved numbers ${was} of ${word} ${next.fullName}, ${lost} ${isOne(missing) ? 'is' : 'are'} no longer reserved`,
      harm: 'Whatever takes such a number gives old binary data a new meaning.',
      instead: `Add "reserved ${lost};" again.`,
    })
  }
  for (const name of prev.reservedNames) {
    if (next.reservedNames.has(name)) continue
    reports.push({
      ...place(prev, next),
      nature: `reserved name ${name} lost`,
      what: `The name ${quote(name)} of ${word} ${next.fullName} is no longer reserved`,
      harm: 'Whatever takes the name gives old JSON data and old code a new meaning.',
      instead: `Add 'reserved ${quote(name)};' again.`,
    })
  }
  return reports
}

/** Only asked for when there is something to say: finding a place costs more than the check. */
function place(prev: MessageElement | EnumElement, next: MessageElement | EnumElement) {
  return { at: siteOf(next), against: siteOf(prev), symbol: next.fullName }
}

function isOne(ranges: readonly { start: number; end: number }[]): boolean {
  return ranges.length === 1 && ranges[0]!.start === ranges[0]!.end
}
