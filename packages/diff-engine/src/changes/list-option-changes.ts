import type { DescMessage, Message } from '@bufbuild/protobuf'
import type { FileElement } from '../schema/element.ts'
import type { Site } from '../site.ts'
import { type AddChange, type ChangedElement, changeOf } from './change.ts'
import { describeOptionChange, isWithoutEffect, optionChanges } from './option-changes.ts'

/** One side of an element whose options are compared. */
export interface OptionOwner {
  readonly file: FileElement
  readonly options: Message | undefined
  readonly site: Site
}

/** Adds a change for each option that differs; `subject` is what the element is called, for the start of a sentence. */
export function listOptionChanges(
  schema: DescMessage,
  what: { element: ChangedElement; symbol: string; subject: string },
  prev: OptionOwner,
  next: OptionOwner,
  add: AddChange,
): void {
  for (const change of optionChanges(schema, prev, next)) {
    const isDeprecation = change.name === 'deprecated' && change.to === 'true'
    add(
      changeOf(isDeprecation ? 'deprecated' : 'changed', what.element, {
        symbol: what.symbol,
        description: `${what.subject}: ${describeOptionChange(change)}`,
        weight: isWithoutEffect(change) ? 'patch' : 'minor',
        at: next.site,
        against: prev.site,
      }),
    )
  }
}
