import { defineRule, PLACED } from '../rule.ts'
import { Tag } from '../schema/element.ts'

/** Number of `allow_alias` in google.protobuf.EnumOptions. */
const ALLOW_ALIAS = 2

export const enumNoAllowAlias = defineRule({
  id: 'ENUM_NO_ALLOW_ALIAS',
  summary: 'Each number of an enum has one name.',
  categories: PLACED.basicSensible,
  on: 'enum',
  check({ report }, element) {
    if (element.proto.options?.allowAlias !== true) return
    const message = `Enum "${element.proto.name}" allows several names for a number, of which JSON can only write one.`
    report({ element, parts: [[Tag.enum.options, ALLOW_ALIAS]], message })
  },
})
