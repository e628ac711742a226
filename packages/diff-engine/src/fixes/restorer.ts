import type { Draft } from './draft.ts'
import { Reservations } from './reserved-fixes.ts'

/** What the parts of a fix work with. */
export interface Restorer {
  readonly draft: Draft
  readonly reservations: Reservations
}

export function createRestorer(draft: Draft): Restorer {
  return { draft, reservations: new Reservations(draft) }
}
