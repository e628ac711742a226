import {
  Edition,
  FeatureSet_EnumType as EnumType,
  type FeatureSet,
  type FieldDescriptorProto,
  FeatureSet_FieldPresence as FieldPresence,
  type FileDescriptorProto,
  FeatureSet_JsonFormat as JsonFormat,
  FieldDescriptorProto_Label as Label,
  FeatureSet_MessageEncoding as MessageEncoding,
  FeatureSet_RepeatedFieldEncoding as RepeatedFieldEncoding,
  FieldDescriptorProto_Type as Type,
  FeatureSet_Utf8Validation as Utf8Validation,
} from '@bufbuild/protobuf/wkt'

/**
 * The language features of one element, all of them known. Each is a number of the enum in
 * `google.protobuf.FeatureSet` of that name; never the UNKNOWN one.
 */
export interface ResolvedFeatures {
  readonly fieldPresence: FieldPresence
  readonly enumType: EnumType
  readonly repeatedFieldEncoding: RepeatedFieldEncoding
  readonly utf8Validation: Utf8Validation
  readonly messageEncoding: MessageEncoding
  readonly jsonFormat: JsonFormat
  readonly enforceNamingStyle: number
  readonly defaultSymbolVisibility: number
}

/** Values of `FeatureSet.EnforceNamingStyle`. */
export const NamingStyle = { Style2024: 1, Legacy: 2, Style2026: 3 } as const

/** Values of `FeatureSet.VisibilityFeature.DefaultSymbolVisibility`. */
export const SymbolVisibility = { ExportAll: 1, ExportTopLevel: 2, LocalAll: 3, Strict: 4 } as const

/** The newest edition that this compiler knows; its number in descriptor.proto. */
export const EDITION_2026 = 1002 as Edition

const PROTO2: ResolvedFeatures = {
  fieldPresence: FieldPresence.EXPLICIT,
  enumType: EnumType.CLOSED,
  repeatedFieldEncoding: RepeatedFieldEncoding.EXPANDED,
  utf8Validation: Utf8Validation.NONE,
  messageEncoding: MessageEncoding.LENGTH_PREFIXED,
  jsonFormat: JsonFormat.LEGACY_BEST_EFFORT,
  enforceNamingStyle: NamingStyle.Legacy,
  defaultSymbolVisibility: SymbolVisibility.ExportAll,
}

const PROTO3: ResolvedFeatures = {
  ...PROTO2,
  fieldPresence: FieldPresence.IMPLICIT,
  enumType: EnumType.OPEN,
  repeatedFieldEncoding: RepeatedFieldEncoding.PACKED,
  utf8Validation: Utf8Validation.VERIFY,
  jsonFormat: JsonFormat.ALLOW,
}

const EDITION_2023_DEFAULTS: ResolvedFeatures = { ...PROTO3, fieldPresence: FieldPresence.EXPLICIT }

const EDITION_2024_DEFAULTS: ResolvedFeatures = {
  ...EDITION_2023_DEFAULTS,
  enforceNamingStyle: NamingStyle.Style2024,
  defaultSymbolVisibility: SymbolVisibility.ExportTopLevel,
}

const EDITION_2026_DEFAULTS: ResolvedFeatures = {
  ...EDITION_2024_DEFAULTS,
  enforceNamingStyle: NamingStyle.Style2026,
  defaultSymbolVisibility: SymbolVisibility.Strict,
}

/**
 * What a file of this edition starts with.
 * Source: the `edition_defaults` of google.protobuf.FeatureSet in descriptor.proto.
 */
export function editionDefaults(edition: Edition): ResolvedFeatures {
  if (edition >= EDITION_2026) return EDITION_2026_DEFAULTS
  if (edition >= Edition.EDITION_2024) return EDITION_2024_DEFAULTS
  if (edition >= Edition.EDITION_2023) return EDITION_2023_DEFAULTS
  return edition === Edition.EDITION_PROTO3 ? PROTO3 : PROTO2
}

/** The edition of a file; proto2 and proto3 are editions too. */
export function editionOf(file: FileDescriptorProto): Edition {
  if (file.syntax === 'proto3') return Edition.EDITION_PROTO3
  if (file.syntax === 'editions') return file.edition
  return Edition.EDITION_PROTO2
}

/** The features of a file: those of its edition, changed by its own options. */
export function fileFeatures(file: FileDescriptorProto): ResolvedFeatures {
  return mergeFeatures(editionDefaults(editionOf(file)), file.options?.features)
}

/**
 * The features of an element inside of another: the parent's, changed by its own options. The parent of a field of a
 * oneof is the oneof, of an enum value its enum, of an extension what it is declared in.
 */
export function mergeFeatures(parent: ResolvedFeatures, own: FeatureSet | undefined): ResolvedFeatures {
  if (own === undefined) return parent
  return {
    fieldPresence: own.fieldPresence || parent.fieldPresence,
    enumType: own.enumType || parent.enumType,
    repeatedFieldEncoding: own.repeatedFieldEncoding || parent.repeatedFieldEncoding,
    utf8Validation: own.utf8Validation || parent.utf8Validation,
    messageEncoding: own.messageEncoding || parent.messageEncoding,
    jsonFormat: own.jsonFormat || parent.jsonFormat,
    enforceNamingStyle: own.enforceNamingStyle || parent.enforceNamingStyle,
    defaultSymbolVisibility: own.defaultSymbolVisibility || parent.defaultSymbolVisibility,
  }
}

/**
 * The features of a field. Before editions they were spelled differently: `required`, `optional` in proto3, `group` and
 * `packed`; those count as the features that they became.
 *
 * Source: protoc, descriptor.cc, InferLegacyProtoFeatures.
 */
export function fieldFeatures(parent: ResolvedFeatures, field: FieldDescriptorProto): ResolvedFeatures {
  const merged = mergeFeatures(parent, field.options?.features)
  const isRequired = field.label === Label.REQUIRED
  const isGroup = field.type === Type.GROUP
  const packed = field.options === undefined ? undefined : packedOption(field.options)
  if (!isRequired && !isGroup && !field.proto3Optional && packed === undefined) return merged
  let { fieldPresence } = merged
  if (isRequired) fieldPresence = FieldPresence.LEGACY_REQUIRED
  else if (field.proto3Optional) fieldPresence = FieldPresence.EXPLICIT
  return {
    ...merged,
    fieldPresence,
    messageEncoding: isGroup ? MessageEncoding.DELIMITED : merged.messageEncoding,
    repeatedFieldEncoding: packed ?? merged.repeatedFieldEncoding,
  }
}

function packedOption(options: FieldDescriptorProto['options'] & {}): RepeatedFieldEncoding | undefined {
  // Proto2 fields of a message keep their default on the prototype: only an own property is set.
  if (!Object.hasOwn(options, 'packed')) return undefined
  return options.packed ? RepeatedFieldEncoding.PACKED : RepeatedFieldEncoding.EXPANDED
}
