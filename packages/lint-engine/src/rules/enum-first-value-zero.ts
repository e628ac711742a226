import { defineRule } from '../rule.ts'
import { Tag } from '../schema/element.ts'

/** Open enums start with zero in any case; closed ones need not, and read absent fields as their first value. */
export const enumFirstValueZero = defineRule({
  id: 'ENUM_FIRST_VALUE_ZERO',
  summary: 'The first value of an enum has the number 0.',
  categories: { v2: ['BASIC', 'STANDARD'], v1: ['BASIC', 'STANDARD'], v1beta1: ['OTHER'] },
  on: 'enumValue',
  check({ report }, element) {
    const { proto } = element
    if (element.enum.proto.value[0] !== proto || proto.number === 0) return
    const message = `The first value of an enum is what an absent field reads as: give "${proto.name}" the number 0.`
    report({ element, parts: [[Tag.enumValue.number]], message })
  },
})
