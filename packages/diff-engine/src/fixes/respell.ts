import {
  Edition,
  FeatureSet_FieldPresence as FieldPresence,
  FeatureSet_Utf8Validation as Utf8Validation,
} from '@bufbuild/protobuf/wkt'
import { cardinalityOf } from '../cardinality.ts'
import { kindOf } from '../kind.ts'
import { stringTypeOf } from '../rules/field-same-cpp-string-type.ts'
import type { FieldElement, FileElement, MessageElement } from '../schema/element.ts'
import { CppStringType, type ResolvedFeatures } from '../schema/features.ts'

/**
 * The statement of a field in the syntax of another file: with the label, or the feature, that means the same there.
 * What only the old syntax can say stays as it is, and does not compile.
 */
export function respell(
  text: string,
  prev: FieldElement,
  parent: MessageElement | undefined,
  file: FileElement,
): string {
  const cardinality = cardinalityOf(prev)
  const { edition } = file.image.proto
  const target = file.image.proto.syntax || 'proto2'
  if ((prev.file.image.proto.syntax || 'proto2') === target) return text
  if (prev.isRepeated || prev.oneof !== undefined) {
    return target === 'editions' ? withStringFeatures(text, prev, (parent ?? file).features, edition) : text
  }
  const bare = text.replace(/^((?:\s*\/\/.*\n)*\s*)(?:optional|required)\s+/, '$1')
  if (target === 'editions') {
    const wanted = PRESENCE[cardinality]
    const inherited = (parent ?? file).features.fieldPresence
    const isFixed = prev.extendee !== undefined || prev.messageType !== undefined
    const isSame = wanted === undefined || wanted === inherited || (isFixed && cardinality !== 'required')
    const present = isSame ? bare : withOption(bare, `features.field_presence = ${FieldPresence[wanted]}`)
    return withStringFeatures(present, prev, (parent ?? file).features, edition)
  }
  const isLabelled = target === 'proto2' || cardinality === 'explicit presence'
  const plain = bare
    .replace(/,?\s*features\.[^,\]]*(?=[,\]])/g, '')
    .replace(/\[\s*,\s*/, '[')
    .replace(/\s*\[\s*\]/, '')
  const label = cardinality === 'required' ? 'required ' : isLabelled ? 'optional ' : ''
  return plain.replace(/^((?:\s*\/\/.*\n)*\s*)/, `$1${label}`)
}

/** The type in C++ and the check of texts, said by features where they are not what the file has anyway. */
function withStringFeatures(text: string, prev: FieldElement, inherited: ResolvedFeatures, edition: Edition): string {
  const kind = kindOf(prev)
  if (kind !== 'string' && kind !== 'bytes') return text
  let result = text
  if (edition >= Edition.EDITION_2024) {
    const wanted = stringTypeOf(prev).replace('STRING_PIECE', 'STRING')
    const [known] = Object.entries(CppStringType).find(([, number]) => number === inherited.cppStringType) ?? []
    result = text
      .replace(/,?\s*ctype\s*=\s*\w+/, '')
      .replace(/\[\s*,\s*/, '[')
      .replace(/\s*\[\s*\]/, '')
    if (known?.toUpperCase() !== wanted) result = withOption(result, `features.(pb.cpp).string_type = ${wanted}`)
  }
  const { utf8Validation } = prev.features
  if (kind === 'bytes' || utf8Validation === inherited.utf8Validation) return result
  return withOption(result, `features.utf8_validation = ${Utf8Validation[utf8Validation]}`)
}

const PRESENCE: Readonly<Record<string, FieldPresence | undefined>> = {
  'explicit presence': FieldPresence.EXPLICIT,
  'implicit presence': FieldPresence.IMPLICIT,
  required: FieldPresence.LEGACY_REQUIRED,
}

/** A statement with one more option in its brackets. */
export function withOption(text: string, option: string): string {
  if (/\]\s*;$/.test(text)) return text.replace(/\s*\]\s*;$/, `, ${option}];`)
  return text.replace(/\s*;$/, ` [${option}];`)
}
