import { FeatureSet_Utf8Validation as Utf8Validation } from '@bufbuild/protobuf/wkt'
import { kindOf } from '../kind.ts'
import { defineRule } from '../rule.ts'
import { type FieldElement, Tag } from '../schema/element.ts'
import { JAVA_FEATURES, JAVA_UTF8_VALIDATION, JavaUtf8Validation } from '../schema/features.ts'
import { type Site, siteInFile, siteOf, spanOfFeature } from '../site.ts'
import { describeField } from '../wording.ts'

/** Number of `java_string_check_utf8` in google.protobuf.FileOptions, and the path to the features of a field. */
const FILE_OPTION = [Tag.file.options, 27]
const FEATURES = [Tag.field.options, 21]

export const fieldSameJavaUtf8Validation = defineRule({
  id: 'FIELD_SAME_JAVA_UTF8_VALIDATION',
  summary: 'A string field keeps its check for valid UTF-8 in Java.',
  categories: ['FILE', 'PACKAGE'],
  on: 'fieldPair',
  check(report, prev, next) {
    if (kindOf(prev) !== 'string' || kindOf(next) !== 'string') return
    const from = Utf8Validation[javaValidationOf(prev)]
    const to = Utf8Validation[javaValidationOf(next)]
    if (from === to) return
    report({
      at: siteOfValidation(next),
      against: siteOfValidation(prev),
      symbol: prev.fullName,
      nature: `java utf8 validation of ${next.number}: ${from} -> ${to}`,
      what: `${describeField(next)} changed its UTF-8 validation in Java from ${from} to ${to}`,
      harm:
        to === 'VERIFY'
          ? 'Java readers now reject text that is not valid UTF-8, which old data may hold.'
          : 'Java no longer stops text that is not valid UTF-8, which readers that check reject.',
      instead: `Keep ${from}: with java_string_check_utf8, in editions with features.(pb.java).utf8_validation.`,
    })
  },
})

/**
 * Before editions the file option decides, and in editions where it is set; otherwise (pb.java).utf8_validation.
 * What they leave open the common feature decides. Source: java_features.proto; observed behaviour of buf 1.75.
 */
function javaValidationOf(field: FieldElement): Utf8Validation {
  const { syntax, options } = field.file.image.proto
  const { utf8Validation, javaUtf8Validation } = field.features
  const isSet = options !== undefined && Object.hasOwn(options, 'javaStringCheckUtf8')
  const isVerified =
    syntax !== 'editions' || isSet
      ? options?.javaStringCheckUtf8 === true
      : javaUtf8Validation === JavaUtf8Validation.Verify
  return isVerified ? Utf8Validation.VERIFY : utf8Validation
}

function siteOfValidation(field: FieldElement): Site {
  const { file } = field
  const span =
    siteInFile(file, FILE_OPTION).span ?? spanOfFeature(field, FEATURES, [JAVA_FEATURES, JAVA_UTF8_VALIDATION])
  return span === undefined ? siteOf(field) : { file, span }
}
