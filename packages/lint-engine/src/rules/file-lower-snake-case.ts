import { toLowerSnakeCase } from '../naming/name-case.ts'
import { defineRule, PLACED } from '../rule.ts'

export const fileLowerSnakeCase = defineRule({
  id: 'FILE_LOWER_SNAKE_CASE',
  summary: 'The name of a file is in lower_snake_case.',
  categories: PLACED.standardStyle,
  on: 'file',
  check({ report }, element) {
    const name = element.fullName.slice(element.fullName.lastIndexOf('/') + 1)
    const dot = name.lastIndexOf('.')
    const [base, ending] = [name.slice(0, dot), name.slice(dot)]
    const expected = toLowerSnakeCase(base)
    if (base === expected) return
    report({
      element,
      message: `The name of file "${name}" is not in lower_snake_case: call it "${expected}${ending}".`,
    })
  },
})
