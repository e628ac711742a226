import { defineRule, PLACED } from '../rule.ts'
import { Tag } from '../schema/element.ts'

export const serviceSuffix = defineRule({
  id: 'SERVICE_SUFFIX',
  summary: 'The name of a service ends in `Service`, or in `service_suffix`.',
  categories: PLACED.standardStyle,
  on: 'service',
  check({ report, policy: { serviceSuffix: suffix } }, element) {
    const { name } = element.proto
    if (name.endsWith(suffix)) return
    report({ element, parts: [[Tag.name]], message: `The name of service "${name}" does not end in "${suffix}".` })
  },
})
