import { BinaryReader, WireType } from '@bufbuild/protobuf/wire'
import {
  Edition,
  FeatureSet_EnumType as EnumType,
  type FeatureSet,
  FeatureSet_FieldPresence as FieldPresence,
  type FileDescriptorProto,
  FeatureSet_JsonFormat as JsonFormat,
  FeatureSet_MessageEncoding as MessageEncoding,
  FeatureSet_Utf8Validation as Utf8Validation,
} from '@bufbuild/protobuf/wkt'

/** `pb.CppFeatures.StringType` of google/protobuf/cpp_features.proto. */
export const CppStringType = { View: 1, Cord: 2, String: 3 } as const
/** `pb.JavaFeatures.Utf8Validation` of google/protobuf/java_features.proto. */
export const JavaUtf8Validation = { Default: 1, Verify: 2 } as const

/** The features that rules look at, after inheritance: every one has a value. */
export interface ResolvedFeatures {
  readonly fieldPresence: FieldPresence
  readonly enumType: EnumType
  readonly utf8Validation: Utf8Validation
  readonly messageEncoding: MessageEncoding
  readonly jsonFormat: JsonFormat
  /** A `CppStringType`; numbers that are not listed there are kept as they are. */
  readonly cppStringType: number
  /** A `JavaUtf8Validation`; numbers that are not listed there are kept as they are. */
  readonly javaUtf8Validation: number
}

/** Field numbers of the `google.protobuf.FeatureSet` extensions that rules look at, and of the features in them. */
export const CPP_FEATURES = 1000
export const CPP_STRING_TYPE = 2
export const JAVA_FEATURES = 1001
export const JAVA_UTF8_VALIDATION = 2

const PROTO2: ResolvedFeatures = {
  fieldPresence: FieldPresence.EXPLICIT,
  enumType: EnumType.CLOSED,
  utf8Validation: Utf8Validation.NONE,
  messageEncoding: MessageEncoding.LENGTH_PREFIXED,
  jsonFormat: JsonFormat.LEGACY_BEST_EFFORT,
  cppStringType: CppStringType.String,
  javaUtf8Validation: JavaUtf8Validation.Default,
}
const PROTO3: ResolvedFeatures = {
  ...PROTO2,
  fieldPresence: FieldPresence.IMPLICIT,
  enumType: EnumType.OPEN,
  utf8Validation: Utf8Validation.VERIFY,
  jsonFormat: JsonFormat.ALLOW,
}
const EDITION_2023: ResolvedFeatures = { ...PROTO3, fieldPresence: FieldPresence.EXPLICIT }
const EDITION_2024: ResolvedFeatures = { ...EDITION_2023, cppStringType: CppStringType.View }

/**
 * The features that a file starts from, before its own options.
 *
 * Source: the `edition_defaults` of descriptor.proto, cpp_features.proto and java_features.proto. An edition newer than
 * the newest one known here gets the defaults of that one.
 */
export function editionDefaults(file: FileDescriptorProto): ResolvedFeatures {
  if (file.syntax === 'proto3') return PROTO3
  if (file.syntax !== 'editions') return PROTO2
  if (file.edition === Edition.EDITION_PROTO2) return PROTO2
  if (file.edition === Edition.EDITION_PROTO3) return PROTO3
  return file.edition < Edition.EDITION_2024 ? EDITION_2023 : EDITION_2024
}

/**
 * What an element with the features `own` has, given those of its parent. Without own features the parent's object
 * itself is returned, so a tree that sets none costs nothing.
 *
 * Source: "Feature resolution" of the Protobuf editions specification: the nearest explicit value wins.
 */
export function inheritFeatures(parent: ResolvedFeatures, own: FeatureSet | undefined): ResolvedFeatures {
  if (own === undefined) return parent
  return {
    fieldPresence: own.fieldPresence || parent.fieldPresence,
    enumType: own.enumType || parent.enumType,
    utf8Validation: own.utf8Validation || parent.utf8Validation,
    messageEncoding: own.messageEncoding || parent.messageEncoding,
    jsonFormat: own.jsonFormat || parent.jsonFormat,
    cppStringType: customFeature(own, CPP_FEATURES, CPP_STRING_TYPE) || parent.cppStringType,
    javaUtf8Validation: customFeature(own, JAVA_FEATURES, JAVA_UTF8_VALIDATION) || parent.javaUtf8Validation,
  }
}

/** The value of an enum feature in an extension of FeatureSet; 0 when it is not set. The last occurrence counts. */
function customFeature(features: FeatureSet, extension: number, feature: number): number {
  let value = 0
  for (const unknown of features.$unknown ?? []) {
    if (unknown.no !== extension || unknown.wireType !== WireType.LengthDelimited) continue
    const reader = new BinaryReader(new BinaryReader(unknown.data).bytes())
    while (reader.pos < reader.len) {
      const [number, wireType] = reader.tag()
      if (number === feature && wireType === WireType.Varint) value = reader.int32()
      else reader.skip(wireType, number)
    }
  }
  return value
}
