import type { EnumElement, FieldElement, MessageElement, ServiceElement } from '../schema/element.ts'
import { siteOf } from '../site.ts'
import { quote } from '../wording.ts'
import { type AddChange, type ChangedElement, changeOf } from './change.ts'

type Declaration = MessageElement | EnumElement | FieldElement | ServiceElement

/** Adds a change when a declaration is in another file; what is nested in a message moves along with it, untold. */
export function listMove(
  what: { element: ChangedElement; symbol: string; subject: string },
  prev: Declaration,
  next: Declaration,
  add: AddChange,
): void {
  if (prev.file.path === next.file.path || prev.parent !== undefined) return
  const description = `${what.subject} was moved from ${quote(prev.file.path)} to ${quote(next.file.path)}`
  add(changeOf('moved', what.element, { symbol: what.symbol, description, at: siteOf(next), against: siteOf(prev) }))
}
