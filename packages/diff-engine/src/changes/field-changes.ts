import { FieldOptionsSchema } from '@bufbuild/protobuf/wkt'
import { cardinalityOf } from '../cardinality.ts'
import { defaultValueOf, isSameDefault } from '../default-value.ts'
import { describeType } from '../kind.ts'
import type { FieldElement, MessageElement } from '../schema/element.ts'
import type { SchemaIndex } from '../schema/schema-index.ts'
import { siteOf } from '../site.ts'
import { describeField, quote } from '../wording.ts'
import { type AddChange, type ChangedElement, changeOf } from './change.ts'
import { compareMaps } from './compare-maps.ts'
import { listMove } from './list-move.ts'
import { listOptionChanges } from './list-option-changes.ts'

/** Fields of one message, known by number. */
export function listFieldChanges(prev: MessageElement, next: MessageElement, add: AddChange): void {
  compareFields(prev.fields, next.fields, 'field', add)
}

/** All extensions, known by extendee and number, wherever they are declared. */
export function listExtensionChanges(prev: SchemaIndex, next: SchemaIndex, add: AddChange): void {
  compareFields(prev.extensions, next.extensions, 'extension', add)
}

function compareFields<K>(
  prev: ReadonlyMap<K, FieldElement>,
  next: ReadonlyMap<K, FieldElement>,
  element: ChangedElement,
  add: AddChange,
): void {
  compareMaps(prev, next, {
    removed: (field) => {
      const description = `${describeField(field)} was removed`
      add(changeOf('removed', element, { symbol: field.fullName, description, against: siteOf(field) }))
    },
    added: (field) => {
      const description = `${describeField(field)} was added (${cardinalityOf(field)}, ${describeType(field)})`
      add(changeOf('added', element, { symbol: field.fullName, description, at: siteOf(field) }))
    },
    paired: (a, b) => compareField(a, b, element, add),
  })
}

function compareField(prev: FieldElement, next: FieldElement, element: ChangedElement, add: AddChange): void {
  const subject = describeField(prev)
  const what = { element, symbol: prev.fullName, subject }
  const places = { symbol: prev.fullName, at: siteOf(next), against: siteOf(prev) }
  if (prev.name !== next.name) {
    add(changeOf('renamed', element, { ...places, description: `${subject} was renamed to ${quote(next.name)}` }))
  }
  for (const [name, from, to] of attributesOf(prev, next)) {
    const description = `${subject}: ${name} changed from ${from} to ${to}`
    add(changeOf('changed', element, { ...places, description }))
  }
  if (element === 'extension') listMove(what, prev, next, add)
  listOptionChanges(
    FieldOptionsSchema,
    what,
    { file: prev.file, options: prev.proto.options, site: siteOf(prev) },
    { file: next.file, options: next.proto.options, site: siteOf(next) },
    add,
  )
}

/** What differs of the field itself: its name, and both sides in words. A new name brings its own JSON name along. */
function attributesOf(prev: FieldElement, next: FieldElement): (readonly [string, string, string])[] {
  const rows: (readonly [string, string, string])[] = [
    ['type', describeType(prev), describeType(next)],
    ['cardinality', cardinalityOf(prev), cardinalityOf(next)],
    ['oneof', describeOneof(prev), describeOneof(next)],
  ]
  if (prev.name === next.name) rows.push(['JSON name', quote(prev.proto.jsonName), quote(next.proto.jsonName)])
  const [before, after] = [defaultValueOf(prev), defaultValueOf(next)]
  if (before !== undefined && after !== undefined && !isSameDefault(before, after)) {
    rows.push(['default', before.shown, after.shown])
  }
  return rows.filter(([, from, to]) => from !== to)
}

function describeOneof(field: FieldElement): string {
  return field.oneof === undefined ? 'none' : quote(field.oneof.name)
}
