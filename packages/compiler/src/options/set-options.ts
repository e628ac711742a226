import { create, fromBinary, type Message, type UnknownField } from '@bufbuild/protobuf'
import { BinaryReader, BinaryWriter } from '@bufbuild/protobuf/wire'
import { encodeField } from './encode-option.ts'
import type { ElementOptions } from './option-context.ts'
import { OptionTarget } from './option-target.ts'
import type { OptionTypes } from './option-types.ts'

/** A descriptor that can have options. */
export interface OptionsHolder {
  // Each descriptor has an options message of its own type; the target's schema makes just that one.
  options?: Message | undefined
}

/** Sets the options that the options message has as fields of its own. */
export function setKnownFields(holder: OptionsHolder, options: ElementOptions, types: OptionTypes): void {
  const { value, target } = options
  const known = [...value.fields.values()].filter(({ field }) => !field.isExtension)
  if (known.length === 0) {
    // Options that nothing is left of are no options, but for a method with a body.
    if (value.fields.size > 0 || target === OptionTarget.Method) holder.options = create(target.schema)
    return
  }
  const writer = new BinaryWriter()
  for (const field of known) encodeField(writer, field, types, 'canonical')
  holder.options = fromBinary(target.schema, writer.finish())
}

/** Adds the extensions, in their encoded form and by number. */
export function setExtensions(holder: OptionsHolder, options: ElementOptions, types: OptionTypes): void {
  const extensions = [...options.value.fields.values()].filter(({ field }) => field.isExtension)
  if (extensions.length === 0 || holder.options === undefined) return
  extensions.sort((a, b) => a.field.number - b.field.number)
  const unknown: UnknownField[] = [...(holder.options.$unknown ?? [])]
  for (const extension of extensions) {
    const writer = new BinaryWriter()
    encodeField(writer, extension, types, 'canonical')
    const reader = new BinaryReader(writer.finish())
    while (reader.pos < reader.len) {
      const [no, wireType] = reader.tag()
      unknown.push({ no, wireType, data: reader.skip(wireType, no) })
    }
  }
  holder.options.$unknown = unknown
}
