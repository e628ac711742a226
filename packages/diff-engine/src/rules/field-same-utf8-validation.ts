import { FeatureSet_Utf8Validation as Utf8Validation } from '@bufbuild/protobuf/wkt'
import { kindOf } from '../kind.ts'
import { defineRule } from '../rule.ts'
import { type FieldElement, Tag } from '../schema/element.ts'
import { siteOfOption, spanOfFeature } from '../site.ts'
import { describeField } from '../wording.ts'

/** Number of `utf8_validation` in google.protobuf.FeatureSet, and the path to the features of a field. */
const UTF8_VALIDATION = [4]
const FEATURES = [Tag.field.options, 21]

export const fieldSameUtf8Validation = defineRule({
  id: 'FIELD_SAME_UTF8_VALIDATION',
  summary: 'A string field keeps its check for valid UTF-8.',
  categories: ['FILE', 'PACKAGE'],
  on: 'fieldPair',
  check(report, prev, next) {
    if (kindOf(prev) !== 'string' || kindOf(next) !== 'string') return
    const from = Utf8Validation[prev.features.utf8Validation]
    const to = Utf8Validation[next.features.utf8Validation]
    if (from === to) return
    report({
      at: siteOf(next),
      against: siteOf(prev),
      symbol: prev.fullName,
      nature: `utf8 validation of ${next.number}: ${from} -> ${to}`,
      what: `${describeField(next)} changed its UTF-8 validation from ${from} to ${to}`,
      harm:
        to === 'VERIFY'
          ? 'Readers and writers now reject text that is not valid UTF-8, which old data may hold.'
          : 'Text that is not valid UTF-8 gets into data, where readers that check still reject it.',
      instead: `Keep ${from}; in editions with features.utf8_validation.`,
    })
  },
})

function siteOf(field: FieldElement) {
  return siteOfOption(field, FEATURES.concat(UTF8_VALIDATION), spanOfFeature(field, FEATURES, UTF8_VALIDATION))
}
