import {
  Edition,
  FeatureSet_EnumType as EnumTypeFeature,
  FeatureSet_FieldPresence as FieldPresence,
  FeatureSet_RepeatedFieldEncoding as RepeatedFieldEncoding,
  FieldDescriptorProto_Type as Type,
} from '@bufbuild/protobuf/wkt'
import { fileFeatures, mergeFeatures } from '../descriptor/features.ts'
import type { EnumElement, FieldElement, MessageElement } from '../descriptor/unlinked-file.ts'
import { type EnumSymbol, SymbolKind } from '../link/link-symbol.ts'
import { Kind } from '../syntax/ast.ts'
import { checkPackable } from './field-options.ts'
import { labelledTypeRange, typeRange } from './field-ranges.ts'
import { isMap, isRepeated, type ValidationContext } from './validation-context.ts'

/**
 * Language features of fields, on fields that they do not fit.
 *
 * Source: descriptor.proto, FeatureSet; protoc, ValidateFieldFeatures; observed behaviour of buf.
 */
export function validateFieldFeatures(context: ValidationContext): void {
  validateFileFeatures(context)
  for (const [index, field] of context.file.unlinked.fields.entries()) {
    validateClosedEnum(context, field, index)
    if (field.options.length === 0) continue
    validatePresence(context, field)
    validateRepeatedEncoding(context, field)
    validateUtf8(context, field, index)
    validateMessageEncoding(context, field)
  }
}

function validateFileFeatures(context: ValidationContext): void {
  const presence = context.ownFeature(context.file.unlinked, 'field_presence')
  if (presence?.elements[0] !== FieldPresence.LEGACY_REQUIRED) return
  const message = '`LEGACY_REQUIRED` cannot be set for a whole file.'
  context.error(context.valueRange(presence), 'required-file', message, 'Set it on fields.')
}

function validatePresence(context: ValidationContext, field: FieldElement): void {
  const presence = context.ownFeature(field, 'field_presence')
  if (presence === undefined) return
  const { proto, node, oneof, extend } = field
  const problem = (at: { readonly start: number; readonly end: number }, what: string): void =>
    context.error(at, 'presence-not-allowed', `\`field_presence\` cannot be set on ${what}.`, 'Remove it.')
  if (isRepeated(proto)) problem(labelledTypeRange(field), 'repeated fields and maps')
  else if (oneof?.node !== undefined) problem(node, 'fields of a oneof: those always have presence')
  else if (extend !== undefined) problem(node, 'extensions: those always have presence')
  const isMessage = proto.type === Type.MESSAGE || proto.type === Type.GROUP
  if (presence.elements[0] === FieldPresence.IMPLICIT && isMessage) {
    const message = 'A message always has presence, so it cannot be `IMPLICIT`.'
    context.error(typeRange(field), 'implicit-message', message, 'Remove the feature.')
  }
}

function validateRepeatedEncoding(context: ValidationContext, field: FieldElement): void {
  const encoding = context.ownFeature(field, 'repeated_field_encoding')
  if (encoding !== undefined) checkPackable(context, field, encoding.elements[0] === RepeatedFieldEncoding.PACKED)
}

function validateUtf8(context: ValidationContext, field: FieldElement, index: number): void {
  if (context.ownFeature(field, 'utf8_validation') === undefined || field.proto.type === Type.STRING) return
  const symbol = context.file.fieldTypes[index]
  if (isMap(field) && symbol?.kind === SymbolKind.Message) {
    if (symbol.element.proto.field.some(({ type }) => type === Type.STRING)) return
  }
  context.error(typeRange(field), 'utf8-type', '`utf8_validation` is for `string` only.', 'Remove it.')
}

function validateMessageEncoding(context: ValidationContext, field: FieldElement): void {
  if (context.ownFeature(field, 'message_encoding') === undefined) return
  const { type } = field.proto
  if ((type === Type.MESSAGE || type === Type.GROUP) && !isMap(field)) return
  const message = '`message_encoding` is for messages that are no maps.'
  context.error(typeRange(field), 'message-encoding-type', message, 'Remove it.')
}

/**
 * A closed enum cannot be used where its first value stands for "not set": anywhere in proto3, and in editions in
 * fields without presence.
 */
function validateClosedEnum(context: ValidationContext, field: FieldElement, index: number): void {
  const symbol = context.file.fieldTypes[index]
  if (symbol?.kind !== SymbolKind.Enum) return
  const { edition } = context.file
  if (edition === Edition.EDITION_PROTO2) return
  if (edition !== Edition.EDITION_PROTO3 && !hasNoPresence(context, field)) return
  if (!isClosed(context, symbol)) return
  const where = edition === Edition.EDITION_PROTO3 ? 'in proto3' : 'in a field without presence'
  const message = `The enum \`${symbol.fullName}\` is closed, so it cannot be used ${where}.`
  context.error(typeRange(field), 'closed-enum', message, 'Use an open enum.')
}

function hasNoPresence(context: ValidationContext, field: FieldElement): boolean {
  const { proto, oneof, extend, node, parent } = field
  const isEntryField = node.kind === Kind.MapField && parent?.node === node
  if (isRepeated(proto) || oneof?.node !== undefined || extend !== undefined || isEntryField) return false
  return context.featuresOfField(field).fieldPresence === FieldPresence.IMPLICIT
}

function isClosed(context: ValidationContext, { file, element }: EnumSymbol): boolean {
  if (file === context.file) return context.featuresOfEnum(element).enumType === EnumTypeFeature.CLOSED
  let features = fileFeatures(file.unlinked.proto)
  for (const { proto } of outsideIn(element)) features = mergeFeatures(features, proto.options?.features)
  return mergeFeatures(features, element.proto.options?.features).enumType === EnumTypeFeature.CLOSED
}

/** The messages around an enum, the outermost first. */
function outsideIn({ parent }: EnumElement): readonly MessageElement[] {
  const chain: MessageElement[] = []
  for (let message = parent; message !== undefined; message = message.parent) chain.unshift(message)
  return chain
}
