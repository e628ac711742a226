import { defineRule, PLACED } from '../rule.ts'

export const importUsed = defineRule({
  id: 'IMPORT_USED',
  summary: 'Each import is used.',
  categories: PLACED.basicSince,
  on: 'import',
  check({ report }, element) {
    if (element.isUsed) return
    report({ element, message: `Nothing uses import "${element.fullName}": remove it.` })
  },
})
