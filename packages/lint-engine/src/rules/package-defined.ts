import { defineRule, PLACED } from '../rule.ts'

export const packageDefined = defineRule({
  id: 'PACKAGE_DEFINED',
  summary: 'Each file says which package it is in.',
  categories: PLACED.minimalSensible,
  on: 'file',
  check({ report }, element) {
    if (element.package !== '') return
    report({ element, message: 'The file has no package: names without one clash with those of others.' })
  },
})
