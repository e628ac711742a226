import type { Report } from '../rule.ts'
import type { EnumElement, EnumNumber } from '../schema/element.ts'
import { siteOf } from '../site.ts'
import { quoteAll } from '../wording.ts'

/** The part that the rules about deleted enum values share; `condition` follows the main clause. */
export function describeDeletedNumber(
  prev: EnumNumber,
  next: EnumElement,
  condition: string,
): Omit<Report, 'harm' | 'instead'> {
  const names = prev.values.map((value) => value.name)
  const first = prev.values[0]!
  return {
    at: siteOf(next),
    against: siteOf(first),
    symbol: first.fullName,
    nature: `value ${prev.number} of ${next.fullName} removed: ${names.join(' ')}`,
    what: `Value ${quoteAll(names)} = ${prev.number} of enum ${next.fullName} was deleted${condition}`,
  }
}
