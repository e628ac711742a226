import { defineRule, PLACED } from '../rule.ts'
import { Tag } from '../schema/element.ts'

export const enumZeroValueSuffix = defineRule({
  id: 'ENUM_ZERO_VALUE_SUFFIX',
  summary: 'The zero value of an enum ends in `_UNSPECIFIED`, or in `enum_zero_value_suffix`.',
  categories: PLACED.standardStyle,
  on: 'enumValue',
  check({ report, policy: { enumZeroValueSuffix: suffix } }, element) {
    const { name, number } = element.proto
    if (number !== 0 || name.endsWith(suffix)) return
    const message = `Zero is what an absent field reads as, and "${name}" does not end in "${suffix}".`
    report({ element, parts: [[Tag.name]], message })
  },
})
