import { create, fromBinary, type Message, type UnknownField } from '@bufbuild/protobuf'
import { BinaryReader, type BinaryWriter } from '@bufbuild/protobuf/wire'
import { encodeField, isUnrecognized } from './encode-option.ts'
import type { ElementOptions } from './option-context.ts'
import { OptionTarget } from './option-target.ts'
import type { OptionTypes } from './option-types.ts'
import type { FieldValue } from './option-value.ts'

/** A descriptor that can have options. */
export interface OptionsHolder {
  // Each descriptor has an options message of its own type; the target's schema makes just that one.
  options?: Message | undefined
}

/** Sets the options that the options message has as fields of its own. */
export function setKnownFields(
  holder: OptionsHolder,
  options: ElementOptions,
  types: OptionTypes,
  writer: BinaryWriter,
): void {
  const { value, target } = options
  const known = [...value.fields.values()].filter(({ field }) => !field.isExtension)
  if (known.length === 0) {
    // Options that nothing is left of are no options, but for a method with a body.
    if (value.fields.size > 0 || target === OptionTarget.Method) holder.options = create(target.schema())
    return
  }
  for (const field of known) encodeField(writer, field, types, 'canonical')
  holder.options = fromBinary(target.schema(), writer.finish())
}

/** Adds the extensions, in their encoded form: by number, then those that buf does not recognize, as they were set. */
export function setExtensions(
  holder: OptionsHolder,
  options: ElementOptions,
  types: OptionTypes,
  writer: BinaryWriter,
): void {
  const extensions = [...options.value.fields.values()].filter(({ field }) => field.isExtension)
  if (extensions.length === 0 || holder.options === undefined) return
  const rank = (value: FieldValue) => (isUnrecognized(value, types) ? Number.POSITIVE_INFINITY : value.field.number)
  extensions.sort((a, b) => (rank(a) === rank(b) ? 0 : rank(a) - rank(b)))
  const unknown: UnknownField[] = [...(holder.options.$unknown ?? [])]
  for (const extension of extensions) {
    encodeField(writer, extension, types, 'canonical')
    addUnknown(unknown, extension, writer.finish())
  }
  holder.options.$unknown = unknown
}

/** Cuts encoded fields apart. Most options are a single value, which needs no reader for that. */
function addUnknown(unknown: UnknownField[], { field, elements }: FieldValue, encoded: Uint8Array): void {
  if (elements.length === 1) {
    const start = encoded.findIndex((byte) => byte < 0x80) + 1
    unknown.push({ no: field.number, wireType: (encoded[0] ?? 0) & 7, data: encoded.subarray(start) })
    return
  }
  const reader = new BinaryReader(encoded)
  while (reader.pos < reader.len) {
    const [no, wireType] = reader.tag()
    unknown.push({ no, wireType, data: reader.skip(wireType, no) })
  }
}
