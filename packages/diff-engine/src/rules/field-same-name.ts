import { defineRule } from '../rule.ts'
import { type FieldElement, Tag } from '../schema/element.ts'
import { siteOfFieldPart } from '../site.ts'
import { quote } from '../wording.ts'

/** Extensions are known by their full name, so moving one into another scope is a new name. */
export const fieldSameName = defineRule({
  id: 'FIELD_SAME_NAME',
  summary: 'A field keeps its name for as long as it keeps its number.',
  categories: ['FILE', 'PACKAGE', 'WIRE_JSON', 'CSR'],
  on: 'fieldPair',
  check(report, prev, next) {
    const from = nameOf(prev)
    const to = nameOf(next)
    if (from === to) return
    const what = next.extendee === undefined ? 'Field' : 'Extension'
    report({
      at: siteOfFieldPart(next, Tag.field.name),
      against: siteOfFieldPart(prev, Tag.field.name),
      symbol: prev.fullName,
      nature: `name of ${next.number}: ${from} -> ${to}`,
      what: `${what} ${next.number} of ${next.extendee ?? next.parent?.fullName} was renamed from ${quote(from)} to ${quote(to)}`,
      harm: 'Code that uses the old name no longer compiles, and JSON and text data with it is rejected or dropped; binary data is not affected.',
      instead: 'Keep the name; json_name alone changes only what JSON writes.',
    })
  },
})

function nameOf(field: FieldElement): string {
  return field.extendee === undefined ? field.name : field.fullName
}
