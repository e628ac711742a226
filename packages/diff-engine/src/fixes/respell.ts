import { FeatureSet_FieldPresence as FieldPresence } from '@bufbuild/protobuf/wkt'
import { cardinalityOf } from '../cardinality.ts'
import type { FieldElement, FileElement, MessageElement } from '../schema/element.ts'

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
  const target = file.image.proto.syntax || 'proto2'
  if ((prev.file.image.proto.syntax || 'proto2') === target || prev.isRepeated || prev.oneof !== undefined) return text
  const bare = text.replace(/^((?:\s*\/\/.*\n)*\s*)(?:optional|required)\s+/, '$1')
  if (target === 'editions') {
    const wanted = PRESENCE[cardinality]
    const inherited = (parent ?? file).features.fieldPresence
    const isFixed = prev.extendee !== undefined || prev.messageType !== undefined
    if (wanted === undefined || wanted === inherited || (isFixed && cardinality !== 'required')) return bare
    return withOption(bare, `features.field_presence = ${FieldPresence[wanted]}`)
  }
  const isLabelled = target === 'proto2' || cardinality === 'explicit presence'
  const plain = bare
    .replace(/,?\s*features\.[^,\]]*(?=[,\]])/g, '')
    .replace(/\[\s*,\s*/, '[')
    .replace(/\s*\[\s*\]/, '')
  const label = cardinality === 'required' ? 'required ' : isLabelled ? 'optional ' : ''
  return plain.replace(/^((?:\s*\/\/.*\n)*\s*)/, `$1${label}`)
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
