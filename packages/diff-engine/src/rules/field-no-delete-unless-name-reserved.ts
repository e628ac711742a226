import { defineRule } from '../rule.ts'
import { describeDeletedField } from './deleted-field.ts'

export const fieldNoDeleteUnlessNameReserved = defineRule({
  id: 'FIELD_NO_DELETE_UNLESS_NAME_RESERVED',
  summary: 'A deleted field leaves its name reserved.',
  categories: ['WIRE_JSON', 'CSR'],
  on: 'fieldRemoved',
  check(report, prev, next) {
    if (next.reservedNames.has(prev.name)) return
    report({
      ...describeDeletedField(prev, next, ' without reserving its name'),
      harm: 'JSON spells the name out: a later field could take it and read old JSON data as something else.',
      instead: `Keep the field, or add 'reserved "${prev.name}";' to the message.`,
    })
  },
})
