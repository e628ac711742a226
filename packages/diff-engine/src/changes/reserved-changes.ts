import type { EnumElement, MessageElement } from '../schema/element.ts'
import { siteOf } from '../site.ts'
import { listAll, quoteAll } from '../wording.ts'
import { type AddChange, type ChangedElement, changeOf } from './change.ts'

/** Adds the numbers and names that are newly reserved (a patch: nothing can use them less than before), or free again. */
export function listReservedChanges(
  what: { element: ChangedElement; symbol: string; subject: string },
  prev: MessageElement | EnumElement,
  next: MessageElement | EnumElement,
  add: AddChange,
): void {
  const places = { symbol: what.symbol, at: siteOf(next), against: siteOf(prev) }
  const tell = (reserved: string, isNew: boolean) => {
    if (reserved === '') return
    const description = `${what.subject}: ${reserved} ${isNew ? 'became reserved' : 'is no longer reserved'}`
    add(changeOf('changed', what.element, { ...places, description, weight: isNew ? 'patch' : 'minor' }))
  }
  tell(missingNumbers(next, prev), true)
  tell(missingNumbers(prev, next), false)
  tell(missingNames(next, prev), true)
  tell(missingNames(prev, next), false)
}

type Reserving = MessageElement | EnumElement

function missingNumbers(wanted: Reserving, known: Reserving): string {
  const ranges = wanted.reservedNumbers.declared.flatMap((range) => known.reservedNumbers.missing(range))
  return listAll(ranges.map((range) => wanted.reservedNumbers.describe(range)))
}

function missingNames(wanted: Reserving, known: Reserving): string {
  return quoteAll([...wanted.reservedNames].filter((name) => !known.reservedNames.has(name)))
}
