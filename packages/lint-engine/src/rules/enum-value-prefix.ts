import { toUpperSnakeCase } from '../naming/name-case.ts'
import { defineRule, PLACED } from '../rule.ts'
import { Tag } from '../schema/element.ts'

/** Values are siblings of their enum, so that their names clash with those of other enums beside it. */
export const enumValuePrefix = defineRule({
  id: 'ENUM_VALUE_PREFIX',
  summary: 'The name of an enum value starts with the name of its enum, in UPPER_SNAKE_CASE.',
  categories: PLACED.standardStyle,
  on: 'enumValue',
  check({ report }, element) {
    const { name } = element.proto
    const prefix = `${toUpperSnakeCase(element.enum.proto.name)}_`
    if (name.startsWith(prefix)) return
    report({ element, parts: [[Tag.name]], message: `Enum value "${name}" does not start with "${prefix}".` })
  },
})
