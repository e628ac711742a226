import { defaultValueOf, isSameDefault } from '../default-value.ts'
import { kindOf } from '../kind.ts'
import { defineRule } from '../rule.ts'
import { type FieldElement, Tag } from '../schema/element.ts'
import { siteOfOption } from '../site.ts'
import { describeField } from '../wording.ts'

/** What counts is the effective default: for an enum without one, its first value. */
export const fieldSameDefault = defineRule({
  id: 'FIELD_SAME_DEFAULT',
  summary: 'A field keeps its default value.',
  categories: ['FILE', 'PACKAGE', 'WIRE_JSON', 'WIRE', 'CSR'],
  before: { v1: undefined, v1beta1: undefined },
  on: 'fieldPair',
  check(report, prev, next) {
    if (isWrittenTheSame(prev, next)) return
    const from = defaultValueOf(prev)
    const to = defaultValueOf(next)
    if (from === undefined || to === undefined || isSameDefault(from, to)) return
    report({
      at: siteOfOption(next, [Tag.field.defaultValue]),
      against: siteOfOption(prev, [Tag.field.defaultValue]),
      symbol: prev.fullName,
      nature: `default of ${next.number}: ${from.value} -> ${to.value}`,
      what: `${describeField(next)} changed its default value from ${from.shown} to ${to.shown}`,
      harm: 'Data without the field means one thing to old readers and another to new ones, in binary and in JSON.',
      instead: `Keep the default ${from.shown}.`,
    })
  },
})

/** So for nearly all fields, which are spared the evaluation. The first value of an enum may change unwritten. */
function isWrittenTheSame(prev: FieldElement, next: FieldElement): boolean {
  const kind = kindOf(prev)
  return kind !== 'enum' && kind === kindOf(next) && prev.proto.defaultValue === next.proto.defaultValue
}
