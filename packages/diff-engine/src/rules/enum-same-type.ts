import { FeatureSet_EnumType as EnumType } from '@bufbuild/protobuf/wkt'
import { defineRule } from '../rule.ts'
import { type EnumElement, Tag } from '../schema/element.ts'
import { type Site, siteOf, spanOfFeature } from '../site.ts'

/** Number of `enum_type` in google.protobuf.FeatureSet, and the path to the features of an enum. */
const ENUM_TYPE = [2]
const FEATURES = [Tag.enum.options, 7]

export const enumSameType = defineRule({
  id: 'ENUM_SAME_TYPE',
  summary: 'An enum stays open or closed.',
  categories: ['FILE', 'PACKAGE'],
  on: 'enumPair',
  check(report, prev, next) {
    const from = typeOf(prev)
    const to = typeOf(next)
    if (from === to) return
    report({
      at: siteOfType(next),
      against: siteOfType(prev),
      symbol: next.fullName,
      nature: `enum type ${from} -> ${to}`,
      what: `Enum ${next.fullName} changed from ${from} to ${to}`,
      harm:
        to === 'closed'
          ? 'Values that a reader does not know are now kept apart as unknown fields, so readers lose sight of them.'
          : 'Generated code now hands out numbers that are no value of the enum, which code written for a closed enum does not expect.',
      instead: `Keep the enum ${from}; in editions set features.enum_type = ${from === 'open' ? 'OPEN' : 'CLOSED'}.`,
    })
  },
})

function typeOf(element: EnumElement): 'open' | 'closed' {
  return element.features.enumType === EnumType.CLOSED ? 'closed' : 'open'
}

function siteOfType(element: EnumElement): Site {
  const span = spanOfFeature(element, FEATURES, ENUM_TYPE)
  return span === undefined ? siteOf(element) : { file: element.file, span }
}
