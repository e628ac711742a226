import { FieldDescriptorProto_Label as Label } from '@bufbuild/protobuf/wkt'
import { defineRule } from '../rule.ts'
import type { FieldElement, MessageElement } from '../schema/element.ts'
import { siteOf } from '../site.ts'
import { describeField } from '../wording.ts'

/**
 * Only the label `required` counts: what editions call LEGACY_REQUIRED is left to the rules about cardinality.
 * Source: observed behaviour of buf 1.75.
 */
export const messageSameRequiredFields = defineRule({
  id: 'MESSAGE_SAME_REQUIRED_FIELDS',
  summary: 'A message neither gains nor loses required fields.',
  categories: ['FILE', 'PACKAGE', 'WIRE_JSON', 'WIRE', 'CSR'],
  on: 'messagePair',
  check(report, prev, next) {
    for (const field of requiredFields(prev)) {
      if (isRequired(next.fields.get(field.number))) continue
      report({
        at: siteOf(next),
        against: siteOf(field),
        symbol: field.fullName,
        nature: `required field ${field.number} lost`,
        what: `${describeField(field)} was required and is not any more`,
        harm: 'Readers that still require it reject every message without it, in binary and in JSON.',
        instead: 'Keep the field required for as long as such readers run.',
      })
    }
    for (const field of requiredFields(next)) {
      if (isRequired(prev.fields.get(field.number))) continue
      report({
        at: siteOf(field),
        against: siteOf(prev),
        symbol: field.fullName,
        nature: `required field ${field.number} added`,
        what: `${describeField(field)} is now required`,
        harm: 'Readers reject every message of writers that do not set it, and all old data without it, in binary and in JSON.',
        instead: 'Make it optional, and check in code that it is set.',
        isAddition: true,
      })
    }
  },
})

function requiredFields(message: MessageElement): FieldElement[] {
  return [...message.fields.values()].filter(isRequired)
}

function isRequired(field: FieldElement | undefined): boolean {
  return field?.proto.label === Label.REQUIRED
}
