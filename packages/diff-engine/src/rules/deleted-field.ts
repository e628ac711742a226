import type { Report } from '../rule.ts'
import type { FieldElement, MessageElement } from '../schema/element.ts'
import { siteOf } from '../site.ts'
import { describeField } from '../wording.ts'

/** The part that the rules about deleted fields share; `condition` follows the main clause. */
export function describeDeletedField(
  prev: FieldElement,
  next: MessageElement,
  condition: string,
): Omit<Report, 'harm' | 'instead'> {
  return {
    at: siteOf(next),
    against: siteOf(prev),
    symbol: prev.fullName,
    nature: `field ${prev.number} removed`,
    what: `${describeField(prev)} was deleted${condition}`,
  }
}
