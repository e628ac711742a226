import { defineRule } from '../rule.ts'
import { Tag } from '../schema/element.ts'
import { siteInFile, siteOfOption } from '../site.ts'

/** Number of `no_standard_descriptor_accessor` in google.protobuf.MessageOptions. */
const OPTION = [Tag.message.options, 2]

export const messageNoRemoveStandardDescriptorAccessor = defineRule({
  id: 'MESSAGE_NO_REMOVE_STANDARD_DESCRIPTOR_ACCESSOR',
  summary: 'A message keeps its standard descriptor() accessor.',
  categories: ['FILE', 'PACKAGE', 'CSR'],
  on: 'messagePair',
  check(report, prev, next) {
    if (prev.proto.options?.noStandardDescriptorAccessor || !next.proto.options?.noStandardDescriptorAccessor) return
    report({
      at: siteInFile(next.file, [...next.path, ...OPTION]),
      against: siteOfOption(prev, OPTION),
      symbol: next.fullName,
      isAddition: prev.file.image.locate([...prev.path, ...OPTION]) === undefined,
      nature: 'no_standard_descriptor_accessor false -> true',
      what: `Message ${next.fullName} now sets no_standard_descriptor_accessor`,
      harm: 'Generated code loses its descriptor() accessor, so code that calls it no longer compiles; data is not affected.',
      instead: 'Remove the option; rename the field that it was set for.',
    })
  },
})
