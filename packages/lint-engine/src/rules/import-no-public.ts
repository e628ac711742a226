import { defineRule, PLACED } from '../rule.ts'

export const importNoPublic = defineRule({
  id: 'IMPORT_NO_PUBLIC',
  summary: 'No import is public.',
  categories: PLACED.basicSensible,
  on: 'import',
  check({ report }, element) {
    if (!element.isPublic) return
    const message = `Import "${element.fullName}" is public: let those who need it import it themselves.`
    report({ element, message })
  },
})
