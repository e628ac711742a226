import { defineRule } from '../rule.ts'
import { describeDeletedField } from './deleted-field.ts'

export const fieldNoDeleteUnlessNumberReserved = defineRule({
  id: 'FIELD_NO_DELETE_UNLESS_NUMBER_RESERVED',
  summary: 'A deleted field leaves its number reserved.',
  categories: ['WIRE_JSON', 'WIRE', 'CSR'],
  on: 'fieldRemoved',
  check(report, prev, next) {
    if (next.reservedNumbers.has(prev.number)) return
    report({
      ...describeDeletedField(prev, next, ' without reserving its number'),
      harm: 'A later field could take the number and read old binary data as something else.',
      instead: `Keep the field, or add "reserved ${prev.number};" to the message.`,
    })
  },
})
