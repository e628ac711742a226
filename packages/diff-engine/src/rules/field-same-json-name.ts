import { defineRule } from '../rule.ts'
import { Tag } from '../schema/element.ts'
import { siteOfOption } from '../site.ts'
import { describeField, quote } from '../wording.ts'

/** The name that counts is the one in the descriptor, written or derived. Extensions have none of their own. */
export const fieldSameJsonName = defineRule({
  id: 'FIELD_SAME_JSON_NAME',
  summary: 'A field keeps its name in JSON.',
  categories: ['FILE', 'PACKAGE', 'WIRE_JSON', 'CSR'],
  on: 'fieldPair',
  check(report, prev, next) {
    const from = prev.proto.jsonName
    const to = next.proto.jsonName
    if (from === to || prev.extendee !== undefined) return
    report({
      at: siteOfOption(next, [Tag.field.jsonName]),
      against: siteOfOption(prev, [Tag.field.jsonName]),
      symbol: prev.fullName,
      nature: `json name of ${next.number}: ${from} -> ${to}`,
      what: `${describeField(next)} changed its JSON name from ${quote(from)} to ${quote(to)}`,
      harm: 'JSON readers reject or drop the field in data of the other side; binary data is not affected.',
      instead: `Set json_name = ${quote(from)}.`,
    })
  },
})
