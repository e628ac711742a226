import { FieldDescriptorProto_Type as Type, FeatureSet_Utf8Validation as Utf8Validation } from '@bufbuild/protobuf/wkt'
import { isMessageValue, type MessageValue } from '../options/option-value.ts'
import { findInvalidUtf8 } from '../source/find-invalid-utf8.ts'
import type { ValidationContext } from './validation-context.ts'

/**
 * Strings in options that are not UTF-8, where the field asks for it.
 *
 * Source: descriptor.proto, FeatureSet.utf8_validation; observed behaviour of buf.
 */
export function validateUtf8Values(context: ValidationContext): void {
  for (const options of context.allOptions()) checkMessage(context, options.value)
}

function checkMessage(context: ValidationContext, message: MessageValue): void {
  if (message.expanded !== undefined) checkMessage(context, message.expanded.value)
  for (const value of message.fields.values()) {
    for (const element of value.elements) {
      if (isMessageValue(element)) checkMessage(context, element)
      else if (element instanceof Uint8Array && value.field.type === Type.STRING) {
        if (isAscii(element) || findInvalidUtf8(element) === undefined) continue
        if (context.types.features(value.field).utf8Validation !== Utf8Validation.VERIFY) continue
        const text = `The value of \`${value.field.name}\` is not UTF-8, which its declaration asks for.`
        context.error(context.valueRange(value), 'option-not-utf8', text, 'Use a field of type `bytes` for such data.')
      }
    }
  }
}

function isAscii(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte < 0x80)
}
