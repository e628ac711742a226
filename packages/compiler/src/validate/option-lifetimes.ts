import type { FieldOptions_FeatureSupport as FeatureSupport } from '@bufbuild/protobuf/wkt'
import { SymbolKind } from '../link/link-symbol.ts'
import { type FieldValue, isMessageValue, type MessageValue, type TextRange } from '../options/option-value.ts'
import type { ValidationContext } from './validation-context.ts'

/**
 * Options and features, and values of theirs, that the edition of the file does not have yet or no longer; and features
 * set to what only stands for "not set".
 *
 * Source: descriptor.proto, FieldOptions.feature_support and EnumValueOptions.feature_support; observed behaviour of
 * buf.
 */
export function validateOptionLifetimes(context: ValidationContext): void {
  const { unlinked } = context.file
  const lists: readonly (readonly object[])[] = [
    [unlinked],
    unlinked.messages,
    unlinked.fields,
    unlinked.oneofs,
    unlinked.enums,
    unlinked.enumValues,
    unlinked.extensionRanges,
    unlinked.services,
    unlinked.methods,
  ]
  for (const elements of lists) {
    for (const element of elements) {
      const options = context.options(element)
      if (options !== undefined) checkMessage(context, options.value)
    }
  }
}

function checkMessage(context: ValidationContext, message: MessageValue): void {
  for (const value of message.fields.values()) {
    const { field } = value
    if (field.fullName === 'google.protobuf.FileOptions.java_multiple_files') continue // Has a rule of its own.
    if (isUnknownFeature(message, value)) {
      const text = `\`${field.name}\` cannot be set to 0, which stands for "not set".`
      context.error(context.valueRange(value), 'unknown-feature-value', text, 'Set one of the other values.')
      continue
    }
    checkSupport(context, field.element.proto.options?.featureSupport, field.name, value)
    checkEnumValues(context, value)
    for (const element of value.elements) if (isMessageValue(element)) checkMessage(context, element)
  }
}

function isUnknownFeature({ type }: MessageValue, { field, elements }: FieldValue): boolean {
  const isFeature = type.fullName === 'google.protobuf.FeatureSet' && !field.isExtension
  return isFeature && field.typeSymbol?.kind === SymbolKind.Enum && elements[0] === 0
}

function checkEnumValues(context: ValidationContext, value: FieldValue): void {
  const { typeSymbol } = value.field
  if (typeSymbol?.kind !== SymbolKind.Enum) return
  const { byNumber } = context.types.enumType(typeSymbol)
  for (const element of value.elements) {
    const enumValue = typeof element === 'number' ? byNumber.get(element) : undefined
    const support = enumValue?.options?.featureSupport
    if (enumValue !== undefined) checkSupport(context, support, enumValue.name, context.valueRange(value))
  }
}

function checkSupport(
  context: ValidationContext,
  support: FeatureSupport | undefined,
  name: string,
  at: TextRange,
): void {
  if (support === undefined) return
  const { edition } = context.file
  if (support.editionRemoved !== 0 && support.editionRemoved <= edition) {
    const message = `\`${name}\` is no longer there in the edition of this file.`
    context.error(at, 'option-removed', message, support.removalError || 'Remove it.')
  } else if (support.editionIntroduced > edition) {
    context.error(at, 'option-too-early', `\`${name}\` is not there yet in the edition of this file.`, 'Remove it.')
  }
}
