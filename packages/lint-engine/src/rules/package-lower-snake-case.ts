import { toLowerSnakeCase } from '../naming/name-case.ts'
import { defineRule, PLACED } from '../rule.ts'
import { atPackage } from './at-package.ts'

export const packageLowerSnakeCase = defineRule({
  id: 'PACKAGE_LOWER_SNAKE_CASE',
  summary: 'The name of a package is in lower_snake_case, component by component.',
  categories: PLACED.basicStyle,
  on: 'file',
  check({ report }, element) {
    const expected = element.package.split('.').map(toLowerSnakeCase).join('.')
    if (element.package === expected) return
    const message = `The name of package "${element.package}" is not in lower_snake_case: call it "${expected}".`
    report({ element, parts: atPackage, message })
  },
})
