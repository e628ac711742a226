import { type FeatureSet, FeatureSet_RepeatedFieldEncoding as RepeatedFieldEncoding } from '@bufbuild/protobuf/wkt'
import type { FieldElement, MessageElement } from '../schema/element.ts'

/**
 * True when writers pack a list of this field, whose kind can be packed.
 *
 * Source: `packed` in descriptor.proto (proto2: off unless set; proto3: on unless unset) and `repeated_field_encoding` of
 * the editions specification: the nearest explicit value wins, PACKED where there is none.
 */
export function isPackedField(field: FieldElement): boolean {
  const { syntax } = field.file.image.proto
  if (syntax !== 'editions') {
    const { options } = field.proto
    // protobuf-es keeps the default of an unset option on the prototype.
    return options !== undefined && Object.hasOwn(options, 'packed') ? options.packed : syntax === 'proto3'
  }
  for (const features of featuresAround(field)) {
    const encoding = features?.repeatedFieldEncoding ?? RepeatedFieldEncoding.REPEATED_FIELD_ENCODING_UNKNOWN
    if (encoding !== RepeatedFieldEncoding.REPEATED_FIELD_ENCODING_UNKNOWN)
      return encoding === RepeatedFieldEncoding.PACKED
  }
  return true
}

/** Innermost first. */
function* featuresAround(field: FieldElement): Generator<FeatureSet | undefined> {
  yield field.proto.options?.features
  for (let around: MessageElement | undefined = field.parent; around !== undefined; around = around.parent) {
    yield around.proto.options?.features
  }
  yield field.file.image.proto.options?.features
}
