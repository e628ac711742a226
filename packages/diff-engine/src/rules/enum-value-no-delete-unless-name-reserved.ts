import { defineRule } from '../rule.ts'
import { quoteAll } from '../wording.ts'
import { describeDeletedNumber } from './deleted-enum-number.ts'

/** All names of the number must be reserved. */
export const enumValueNoDeleteUnlessNameReserved = defineRule({
  id: 'ENUM_VALUE_NO_DELETE_UNLESS_NAME_RESERVED',
  summary: 'A deleted enum value leaves its names reserved.',
  categories: ['WIRE_JSON', 'CSR'],
  on: 'enumNumberRemoved',
  check(report, prev, next) {
    const open = prev.values.filter((value) => !next.reservedNames.has(value.name)).map((value) => value.name)
    if (open.length === 0) return
    const names = quoteAll(open)
    report({
      ...describeDeletedNumber(prev, next, ` without reserving ${names}`),
      harm: 'JSON spells the name out: a later value could take it and give old JSON data a new meaning.',
      instead: `Keep the value, or add 'reserved ${names};' to the enum.`,
    })
  },
})
