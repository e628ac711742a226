import {
  FieldOptions_CType as CType,
  Edition,
  FeatureSet_MessageEncoding as MessageEncoding,
  FieldDescriptorProto_Type as Type,
} from '@bufbuild/protobuf/wkt'
import type { FieldElement } from '../descriptor/unlinked-file.ts'
import { isPackable } from '../options/option-types.ts'
import { labelledTypeRange, typeRange } from './field-ranges.ts'
import { isEdition } from './header.ts'
import { isMap, isRepeated, type ValidationContext } from './validation-context.ts'

/**
 * Built-in options of fields, on fields that they do not fit.
 *
 * Source: descriptor.proto, the comments in FieldOptions; protoc, DescriptorBuilder::ValidateOptions; observed behaviour
 * of buf.
 */
export function validateFieldOptions(context: ValidationContext): void {
  for (const field of context.file.unlinked.fields) {
    if (field.options.length === 0 || context.options(field) === undefined) continue
    validateDefault(context, field)
    validatePacked(context, field)
    validateLazy(context, field, 'lazy')
    validateLazy(context, field, 'unverified_lazy')
    validateJsType(context, field)
    validateCType(context, field)
  }
}

function validateDefault(context: ValidationContext, field: FieldElement): void {
  const option = context.options(field)?.defaultValue
  if (option === undefined) return
  if (context.file.edition === Edition.EDITION_PROTO3) {
    context.error(option, 'default-in-proto3', 'There are no default values in proto3.', 'Remove it.')
  }
  const { type } = field.proto
  if (isRepeated(field.proto) || type === Type.MESSAGE || type === Type.GROUP) {
    const message = `\`${field.proto.name}\` cannot have a default value: only singular scalars and enums can.`
    context.error(typeRange(field), 'default-not-allowed', message, 'Remove it.')
  }
}

function validatePacked(context: ValidationContext, field: FieldElement): void {
  const option = context.option(field, 'packed')
  if (option === undefined) return
  if (isEdition(context.file.edition)) {
    const hint = `Write \`features.repeated_field_encoding = ${option.elements[0] === true ? 'PACKED' : 'EXPANDED'}\`.`
    context.error(option, 'packed-in-edition', 'There is no option `packed` in editions.', hint)
  } else if (option.elements[0] === true) {
    checkPackable(context, field, true)
  }
}

/** Reports a packed encoding on something that has none. */
export function checkPackable(context: ValidationContext, field: FieldElement, isPacked: boolean): void {
  const hint = 'Only repeated numbers, enums and `bool` can be packed.'
  if (!isRepeated(field.proto) || isMap(field)) {
    const message = `\`${field.proto.name}\` is not repeated, so it is not packed.`
    context.error(labelledTypeRange(field), 'packed-not-repeated', message, hint)
  } else if (isPacked && !isPackable(field.proto.type)) {
    context.error(typeRange(field), 'packed-type', `Values of \`${field.proto.name}\` cannot be packed.`, hint)
  }
}

function validateLazy(context: ValidationContext, field: FieldElement, name: string): void {
  const option = context.option(field, name)
  if (option?.elements[0] !== true) return
  const { type } = field.proto
  if (type !== Type.MESSAGE && type !== Type.GROUP) {
    context.error(typeRange(field), 'lazy-type', `\`${name}\` is for messages only.`, 'Remove the option.')
  } else if (context.featuresOfField(field).messageEncoding === MessageEncoding.DELIMITED) {
    const message = `\`${name}\` is for messages with a length in front, and this one stands between tags.`
    context.error(field.node, 'lazy-delimited', message, 'Remove the option.')
  }
}

const LONG_TYPES = new Set([Type.INT64, Type.UINT64, Type.SINT64, Type.FIXED64, Type.SFIXED64])

function validateJsType(context: ValidationContext, field: FieldElement): void {
  if (context.option(field, 'jstype') === undefined || LONG_TYPES.has(field.proto.type)) return
  context.error(typeRange(field), 'jstype-type', '`jstype` is for 64-bit integers only.', 'Remove the option.')
}

function validateCType(context: ValidationContext, field: FieldElement): void {
  const option = context.option(field, 'ctype')
  const { edition } = context.file
  if (option === undefined || edition < Edition.EDITION_2023) return
  const { type } = field.proto
  if (edition > Edition.EDITION_2023) {
    const hint = 'Write `features.(pb.cpp).string_type`.'
    context.error(option, 'ctype-removed', 'There is no option `ctype` from edition 2024 on.', hint)
  } else if (type !== Type.STRING && type !== Type.BYTES) {
    context.error(typeRange(field), 'ctype-type', '`ctype` is for `string` and `bytes` only.', 'Remove the option.')
  } else if (field.extend !== undefined && option.elements[0] === CType.CORD) {
    context.error(field.node, 'ctype-extension', 'An extension cannot have `ctype = CORD`.', 'Remove the option.')
  }
}
