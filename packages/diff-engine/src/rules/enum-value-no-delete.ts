import { defineRule } from '../rule.ts'
import { describeDeletedNumber } from './deleted-enum-number.ts'

/** One finding for each number; its aliases go with it. */
export const enumValueNoDelete = defineRule({
  id: 'ENUM_VALUE_NO_DELETE',
  summary: 'An enum keeps its values.',
  categories: ['FILE', 'PACKAGE', 'CSR'],
  on: 'enumNumberRemoved',
  check(report, prev, next) {
    report({
      ...describeDeletedNumber(prev, next, ''),
      harm: 'Code that uses it no longer compiles, and stored or incoming data with it no longer reads as this value.',
      instead: 'Keep the value, and mark it deprecated when nobody should start to use it.',
    })
  },
})
