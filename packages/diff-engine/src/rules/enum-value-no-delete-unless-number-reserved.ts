import { defineRule } from '../rule.ts'
import { describeDeletedNumber } from './deleted-enum-number.ts'

export const enumValueNoDeleteUnlessNumberReserved = defineRule({
  id: 'ENUM_VALUE_NO_DELETE_UNLESS_NUMBER_RESERVED',
  summary: 'A deleted enum value leaves its number reserved.',
  categories: ['WIRE_JSON', 'WIRE', 'CSR'],
  on: 'enumNumberRemoved',
  check(report, prev, next) {
    if (next.reservedNumbers.has(prev.number)) return
    report({
      ...describeDeletedNumber(prev, next, ' without reserving its number'),
      harm: 'A later value could take the number and give old binary data a new meaning.',
      instead: `Keep the value, or add "reserved ${prev.number};" to the enum.`,
    })
  },
})
