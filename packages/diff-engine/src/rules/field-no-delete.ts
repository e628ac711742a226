import { defineRule } from '../rule.ts'
import { describeDeletedField } from './deleted-field.ts'

/** Fields only: extensions have EXTENSION_NO_DELETE. Reserving number and name does not help here. */
export const fieldNoDelete = defineRule({
  id: 'FIELD_NO_DELETE',
  summary: 'A message keeps its fields.',
  categories: ['FILE', 'PACKAGE', 'CSR'],
  on: 'fieldRemoved',
  check(report, prev, next) {
    report({
      ...describeDeletedField(prev, next, ''),
      harm: 'Code that uses it no longer compiles, new readers see its binary data as an unknown field, and most JSON readers reject it.',
      instead: 'Keep the field, and mark it deprecated when nobody should start to use it.',
    })
  },
})
