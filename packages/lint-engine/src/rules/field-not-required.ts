import { defineRule } from '../rule.ts'
import { Tag } from '../schema/element.ts'

export const fieldNotRequired = defineRule({
  id: 'FIELD_NOT_REQUIRED',
  summary: 'No field is required.',
  categories: { v2: ['BASIC', 'STANDARD'] },
  on: 'field',
  check({ report }, element) {
    if (!element.isRequired) return
    const message = `Field "${element.proto.name}" is required, which can never be taken back: make it optional.`
    report({ element, parts: [[Tag.name]], message })
  },
})
