import { defineRule } from '../rule.ts'
import { Tag } from '../schema/element.ts'

/** Only v1beta1 has this rule. */
export const fieldNoDescriptor = defineRule({
  id: 'FIELD_NO_DESCRIPTOR',
  summary: 'No field is called `descriptor`, in any letter case and with or without underscores around it.',
  categories: { v1beta1: ['MINIMAL', 'BASIC', 'STANDARD', 'SENSIBLE'] },
  on: 'field',
  check({ report }, element) {
    const { name } = element.proto
    if (name.replace(/^_+|_+$/g, '').toLowerCase() !== 'descriptor') return
    const message = `Field "${name}" clashes with what generated code calls "descriptor" in some languages: rename it.`
    report({ element, parts: [[Tag.name]], message })
  },
})
