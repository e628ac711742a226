import { defineRule, PLACED } from '../rule.ts'

export const syntaxSpecified = defineRule({
  id: 'SYNTAX_SPECIFIED',
  summary: 'Each file says its syntax or edition.',
  categories: PLACED.basicSince,
  on: 'file',
  check({ report }, element) {
    if (!element.image.isSyntaxUnspecified) return
    report({
      element,
      message: 'The file says neither its syntax nor its edition, and is read as proto2: write which.',
    })
  },
})
