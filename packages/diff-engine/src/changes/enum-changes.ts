import { EnumOptionsSchema, EnumValueOptionsSchema } from '@bufbuild/protobuf/wkt'
import type { EnumElement, EnumValueElement } from '../schema/element.ts'
import type { SchemaIndex } from '../schema/schema-index.ts'
import { siteOf } from '../site.ts'
import { quote } from '../wording.ts'
import { type AddChange, changeOf } from './change.ts'
import { compareMaps } from './compare-maps.ts'
import { listMove } from './list-move.ts'
import { listOptionChanges } from './list-option-changes.ts'
import { isMissing } from './message-changes.ts'
import { listReservedChanges } from './reserved-changes.ts'

/** Enums that came, went or changed, with their values. */
export function listEnumChanges(prev: SchemaIndex, next: SchemaIndex, add: AddChange): void {
  compareMaps(prev.enums, next.enums, {
    removed: (element) => {
      if (isMissing(element.parent, next)) return
      const description = `Enum ${element.fullName} was removed`
      add(changeOf('removed', 'enum', { symbol: element.fullName, description, against: siteOf(element) }))
    },
    added: (element) => {
      if (isMissing(element.parent, prev)) return
      const description = `Enum ${element.fullName} was added`
      add(changeOf('added', 'enum', { symbol: element.fullName, description, at: siteOf(element) }))
    },
    paired: (a, b) => compareEnums(a, b, add),
  })
}

function compareEnums(prev: EnumElement, next: EnumElement, add: AddChange): void {
  const what = { element: 'enum', symbol: prev.fullName, subject: `Enum ${prev.fullName}` } as const
  listMove(what, prev, next, add)
  listValueChanges(prev, next, add)
  listReservedChanges(what, prev, next, add)
  listOptionChanges(
    EnumOptionsSchema,
    what,
    { file: prev.file, options: prev.proto.options, site: siteOf(prev) },
    { file: next.file, options: next.proto.options, site: siteOf(next) },
    add,
  )
}

/** Values by name; a name that is gone and one that is new are a renaming when they share a number. */
function listValueChanges(prev: EnumElement, next: EnumElement, add: AddChange): void {
  const [before, after] = [valuesOf(prev), valuesOf(next)]
  const fresh = new Map<number, EnumValueElement[]>()
  for (const value of after.values()) {
    if (before.has(value.name)) continue
    const known = fresh.get(value.number)
    if (known === undefined) fresh.set(value.number, [value])
    else known.push(value)
  }
  // Aliases are taken from the end, so that each look-up is one step; the first of them comes last.
  for (const values of fresh.values()) values.reverse()
  const renamed = new Set<EnumValueElement>()
  compareMaps(before, after, {
    removed: (value) => {
      const subject = describeValue(value)
      const heir = fresh.get(value.number)?.pop()
      if (heir === undefined) {
        const description = `${subject} was removed`
        add(changeOf('removed', 'enum value', { symbol: value.fullName, description, against: siteOf(value) }))
        return
      }
      renamed.add(heir)
      const description = `${subject} was renamed to ${quote(heir.name)}`
      const places = { at: siteOf(heir), against: siteOf(value) }
      add(changeOf('renamed', 'enum value', { symbol: value.fullName, description, ...places }))
    },
    added: (value) => {
      if (renamed.has(value)) return
      const description = `${describeValue(value)} was added`
      add(changeOf('added', 'enum value', { symbol: value.fullName, description, at: siteOf(value) }))
    },
    paired: (a, b) => compareValue(a, b, add),
  })
}

function compareValue(prev: EnumValueElement, next: EnumValueElement, add: AddChange): void {
  const subject = describeValue(prev)
  if (prev.number !== next.number) {
    const description = `${subject}: number changed to ${next.number}`
    const places = { at: siteOf(next), against: siteOf(prev) }
    add(changeOf('changed', 'enum value', { symbol: prev.fullName, description, ...places }))
  }
  listOptionChanges(
    EnumValueOptionsSchema,
    { element: 'enum value', symbol: prev.fullName, subject },
    { file: prev.file, options: optionsOf(prev), site: siteOf(prev) },
    { file: next.file, options: optionsOf(next), site: siteOf(next) },
    add,
  )
}

function valuesOf({ numbers }: EnumElement): Map<string, EnumValueElement> {
  return new Map([...numbers.values()].flatMap(({ values }) => values.map((value) => [value.name, value] as const)))
}

function optionsOf({ parent, path }: EnumValueElement) {
  return parent.proto.value[path.at(-1) ?? -1]?.options
}

function describeValue({ name, number, parent }: EnumValueElement): string {
  return `Value ${number} ${quote(name)} of enum ${parent.fullName}`
}
