import { MessageOptionsSchema } from '@bufbuild/protobuf/wkt'
import type { MessageElement } from '../schema/element.ts'
import type { NumberRanges } from '../schema/number-ranges.ts'
import type { SchemaIndex } from '../schema/schema-index.ts'
import { siteOf } from '../site.ts'
import { listAll } from '../wording.ts'
import { type AddChange, changeOf } from './change.ts'
import { compareMaps } from './compare-maps.ts'
import { listFieldChanges } from './field-changes.ts'
import { listMove } from './list-move.ts'
import { listOptionChanges } from './list-option-changes.ts'
import { listOneofChanges } from './oneof-changes.ts'
import { listReservedChanges } from './reserved-changes.ts'

/**
 * Messages that came, went or changed, with all that is in them. What is nested in a message that came or went is part
 * of it, and map entries are told of by their field.
 */
export function listMessageChanges(prev: SchemaIndex, next: SchemaIndex, add: AddChange): void {
  compareMaps(prev.messages, next.messages, {
    removed: (message) => {
      if (message.isMapEntry || isMissing(message.parent, next)) return
      const description = `Message ${message.fullName} was removed`
      add(changeOf('removed', 'message', { symbol: message.fullName, description, against: siteOf(message) }))
    },
    added: (message) => {
      if (message.isMapEntry || isMissing(message.parent, prev)) return
      const description = `Message ${message.fullName} was added`
      add(changeOf('added', 'message', { symbol: message.fullName, description, at: siteOf(message) }))
    },
    paired: (a, b) => {
      if (!a.isMapEntry && !b.isMapEntry) compareMessages(a, b, add)
    },
  })
}

/** True when the other side has no such message, so that what is in it is no change of its own. */
export function isMissing(parent: MessageElement | undefined, other: SchemaIndex): boolean {
  return parent !== undefined && !other.messages.has(parent.fullName)
}

function compareMessages(prev: MessageElement, next: MessageElement, add: AddChange): void {
  const what = { element: 'message', symbol: prev.fullName, subject: `Message ${prev.fullName}` } as const
  listMove(what, prev, next, add)
  listFieldChanges(prev, next, add)
  listOneofChanges(prev, next, add)
  listReservedChanges(what, prev, next, add)
  listExtensionRanges(prev, next, add)
  listOptionChanges(
    MessageOptionsSchema,
    what,
    { file: prev.file, options: prev.proto.options, site: siteOf(prev) },
    { file: next.file, options: next.proto.options, site: siteOf(next) },
    add,
  )
}

function listExtensionRanges(prev: MessageElement, next: MessageElement, add: AddChange): void {
  const parts = { symbol: prev.fullName, at: siteOf(next), against: siteOf(prev) }
  const [before, after] = [prev.extensionNumbers, next.extensionNumbers]
  const tell = (missing: string[], verb: string) => {
    if (missing.length === 0) return
    const description = `Message ${prev.fullName}: extension numbers ${verb}: ${listAll(missing)}`
    add(changeOf('changed', 'message', { ...parts, description }))
  }
  tell(missingFrom(after, before), 'were added')
  tell(missingFrom(before, after), 'were removed')
}

function missingFrom(wanted: NumberRanges, known: NumberRanges): string[] {
  return wanted.declared.flatMap((range) => known.missing(range)).map((range) => wanted.describe(range))
}
