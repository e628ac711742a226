import { Edition } from '@bufbuild/protobuf/wkt'
import type { FieldElement } from '../descriptor/unlinked-file.ts'
import { type GroupNode, Kind } from '../syntax/ast.ts'
import { typeRange } from './field-ranges.ts'
import { isEdition } from './header.ts'
import type { ValidationContext } from './validation-context.ts'

/**
 * The words in front of a field: which labels each syntax has, and where groups and maps may stand.
 *
 * Source: Protobuf language specification, "Field declarations", "Field cardinality", "Groups".
 */
export function validateLabels(context: ValidationContext): void {
  for (const field of context.file.unlinked.fields) {
    const { node } = field
    if (node.kind === Kind.MapField && field.parent?.node === node) continue // The key or value of a map.
    if (node.kind === Kind.Group) validateGroup(context, node)
    if (node.kind !== Kind.MapField || node.label !== undefined) validateLabel(context, field)
    if (node.kind === Kind.MapField) validateMapPlace(context, field)
  }
}

function validateLabel(context: ValidationContext, field: FieldElement): void {
  const { node, extend, oneof } = field
  const { label } = node
  const { edition } = context.file
  const isInOneof = oneof?.node !== undefined
  if (label === undefined) {
    if (edition !== Edition.EDITION_PROTO2 || isInOneof) return
    const at = node.kind === Kind.Group ? node.keyword : typeRange(field)
    const hint = 'Write `optional`, `required` or `repeated` in front of it.'
    context.error(at, 'missing-label', `\`${field.proto.name}\` has no label, and in proto2 every field has one.`, hint)
    return
  }
  if (isInOneof) {
    const message = `Fields of a oneof take no label, so \`${label.name}\` cannot stand here.`
    context.error(label, 'label-in-oneof', message, 'Remove it.')
  } else if (label.name === 'required' && extend !== undefined) {
    context.error(label, 'required-extension', 'Extensions cannot be required.', 'Write `optional`.')
  } else if (label.name === 'required' && edition === Edition.EDITION_PROTO3) {
    context.error(label, 'required-in-proto3', 'There is no `required` in proto3.', 'Remove it.')
  } else if (label.name !== 'repeated' && isEdition(edition)) {
    const value = label.name === 'required' ? 'LEGACY_REQUIRED' : 'EXPLICIT'
    const message = `There is no label \`${label.name}\` in editions.`
    context.error(label, 'label-in-edition', message, `Write \`[features.field_presence = ${value}]\` instead.`)
  }
}

function validateGroup(context: ValidationContext, node: GroupNode): void {
  if (context.file.edition !== Edition.EDITION_PROTO2) {
    const hint = 'Declare a message, and a field of it.'
    context.error(node.keyword, 'group-outside-proto2', 'There are groups in proto2 only.', hint)
  }
  if (!/^[A-Z]/.test(node.name.name)) {
    const message = `The group \`${node.name.name}\` declares a message too, so its name must start with a capital letter.`
    context.error(node.name, 'lower-case-group', message)
  }
}

function validateMapPlace(context: ValidationContext, field: FieldElement): void {
  const { node, oneof, extend } = field
  const at = typeRange(field)
  if (oneof?.node !== undefined) {
    context.error(at, 'map-in-oneof', 'A map cannot be in a oneof.', 'Wrap it in a message.')
  } else if (extend !== undefined) {
    context.error(at, 'map-extension', 'An extension cannot be a map.', 'Use a message that has the map.')
  } else if (node.label !== undefined) {
    context.error(
      at,
      'label-on-map',
      `A map takes no label, so \`${node.label.name}\` cannot stand here.`,
      'Remove it.',
    )
  }
}
