import {
  FeatureSet_FieldPresence as FieldPresence,
  FieldDescriptorProto_Label as Label,
  FieldDescriptorProto_Type as Type,
} from '@bufbuild/protobuf/wkt'
import type { FieldElement } from './schema/element.ts'

/** How often a field can occur, and whether its absence can be told from its default value. */
export type Cardinality = 'map' | 'repeated' | 'required' | 'explicit presence' | 'implicit presence'

/**
 * The cardinality of a field or extension, with features resolved.
 *
 * Source: "Field Presence" of the Protobuf documentation, and `field_presence` in the editions specification: members
 * of oneofs, messages and extensions always have explicit presence.
 */
export function cardinalityOf(field: FieldElement): Cardinality {
  if (field.isRepeated) return field.isMap ? 'map' : 'repeated'
  if (field.proto.label === Label.REQUIRED) return 'required'
  const { fieldPresence } = field.features
  if (fieldPresence === FieldPresence.LEGACY_REQUIRED && field.extendee === undefined) return 'required'
  return hasExplicitPresence(field) ? 'explicit presence' : 'implicit presence'
}

function hasExplicitPresence(field: FieldElement): boolean {
  return (
    field.features.fieldPresence === FieldPresence.EXPLICIT ||
    field.extendee !== undefined ||
    field.proto.proto3Optional ||
    field.oneof !== undefined ||
    field.proto.type === Type.MESSAGE ||
    field.proto.type === Type.GROUP
  )
}
