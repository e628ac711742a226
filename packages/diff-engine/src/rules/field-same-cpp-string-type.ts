import { FieldOptions_CType as CType, Edition } from '@bufbuild/protobuf/wkt'
import { kindOf } from '../kind.ts'
import { defineRule } from '../rule.ts'
import { type FieldElement, Tag } from '../schema/element.ts'
import { CPP_FEATURES, CPP_STRING_TYPE, CppStringType } from '../schema/features.ts'
import { siteOfOption, spanOfFeature } from '../site.ts'
import { describeField } from '../wording.ts'

/** The path to `ctype` of a field, and to its features. */
const CTYPE = [Tag.field.options, 1]
const FEATURES = [Tag.field.options, 21]

/** The step from edition 2023 to 2024 changes the default from STRING to VIEW, for every field that sets neither. */
export const fieldSameCppStringType = defineRule({
  id: 'FIELD_SAME_CPP_STRING_TYPE',
  summary: 'A string or bytes field keeps its type in C++.',
  categories: ['FILE', 'PACKAGE'],
  on: 'fieldPair',
  check(report, prev, next) {
    // The string type of keys and values of a map can't be chosen.
    if (prev.parent?.isMapEntry && next.parent?.isMapEntry) return
    if (!isText(prev) || !isText(next)) return
    const from = stringTypeOf(prev)
    const to = stringTypeOf(next)
    // STRING_PIECE has long been generated as STRING.
    if (from === to || (from === 'STRING_PIECE' && to === 'STRING')) return
    report({
      at: siteOfStringType(next),
      against: siteOfStringType(prev),
      symbol: prev.fullName,
      nature: `c++ string type of ${next.number}: ${from} -> ${to}`,
      what: `${describeField(next)} changed its C++ string type from ${from} to ${to}`,
      harm: 'C++ code that uses its accessors no longer compiles; data is not affected.',
      instead: `Keep ${from}: with ctype, in editions with features.(pb.cpp).string_type.`,
    })
  },
})

function isText(field: FieldElement): boolean {
  const kind = kindOf(field)
  return kind === 'string' || kind === 'bytes'
}

/**
 * The type in C++ of a text field: STRING, STRING_PIECE, CORD or VIEW. Source: `ctype` in descriptor.proto, `string_type` in
 * cpp_features.proto; up to edition 2023 `ctype` wins.
 */
export function stringTypeOf(field: FieldElement): string {
  const { syntax, edition } = field.file.image.proto
  const { options } = field.proto
  const isCtypeKnown = syntax !== 'editions' || edition < Edition.EDITION_2024
  if (isCtypeKnown && options !== undefined && Object.hasOwn(options, 'ctype')) return CType[options.ctype]
  switch (field.features.cppStringType) {
    case CppStringType.View:
      return 'VIEW'
    case CppStringType.Cord:
      return 'CORD'
    default:
      return 'STRING'
  }
}

function siteOfStringType(field: FieldElement) {
  return siteOfOption(field, CTYPE, spanOfFeature(field, FEATURES, [CPP_FEATURES, CPP_STRING_TYPE]))
}
