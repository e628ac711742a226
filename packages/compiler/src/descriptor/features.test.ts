import { Edition, FieldDescriptorProto_Label as Label } from '@bufbuild/protobuf/wkt'
import { expect, test } from 'vitest'
import { wellKnownTypes } from '../gen/well-known-types.ts'
import { descriptorOf } from '../testing/compile-text.ts'
import { EDITION_2026, editionDefaults, editionOf, fieldFeatures, fileFeatures, mergeFeatures } from './features.ts'

test('the defaults of every edition are those of descriptor.proto', () => {
  const text = wellKnownTypes.get('google/protobuf/descriptor.proto')!
  const descriptor = descriptorOf({ 'google/protobuf/descriptor.proto': text }, 'google/protobuf/descriptor.proto')
  const featureSet = descriptor.messageType.find(({ name }) => name === 'FeatureSet')!
  const values = [featureSet, ...featureSet.nestedType]
    .flatMap(({ enumType }) => enumType)
    .flatMap(({ value }) => value.map(({ name, number }) => [name, number] as const))
  const numbers = new Map(values)
  for (const edition of [
    Edition.EDITION_PROTO2,
    Edition.EDITION_PROTO3,
    Edition.EDITION_2023,
    Edition.EDITION_2024,
    EDITION_2026,
  ]) {
    const defaults = editionDefaults(edition)
    for (const { jsonName, options, name } of featureSet.field) {
      if (name === 'enforce_proto_limits') continue // Not one of the features that descriptors are read by.
      const inForce = options?.editionDefaults.filter((item) => item.edition <= edition).at(-1)
      expect([edition, name, defaults[jsonName as keyof typeof defaults]]).toEqual([
        edition,
        name,
        numbers.get(inForce!.value),
      ])
    }
  }
})

test('the edition of a file', () => {
  expect(editionOf(descriptorOf('message M {}'))).toBe(Edition.EDITION_PROTO2)
  expect(editionOf(descriptorOf('syntax = "proto3";'))).toBe(Edition.EDITION_PROTO3)
  expect(editionOf(descriptorOf('edition = "2023";'))).toBe(Edition.EDITION_2023)
})

test('features are inherited until something sets them', () => {
  const file = descriptorOf(
    'edition = "2023"; option features.field_presence = IMPLICIT; message M { int32 a = 1; int32 b = 2 [features.field_presence = EXPLICIT]; }',
  )
  const message = mergeFeatures(fileFeatures(file), file.messageType[0]?.options?.features)
  expect(file.messageType[0]?.field.map((field) => fieldFeatures(message, field).fieldPresence)).toEqual([2, 1])
})

test('labels, groups and packed of old syntaxes count as features', () => {
  const proto2 = descriptorOf(
    'message M { required int32 a = 1; repeated int32 b = 2 [packed = true]; repeated group G = 3 {} optional int32 d = 4; }',
  )
  const features = proto2.messageType[0]!.field.map((field) => fieldFeatures(fileFeatures(proto2), field))
  expect(features.map(({ fieldPresence }) => fieldPresence)).toEqual([3, 1, 1, 1])
  expect(features.map(({ repeatedFieldEncoding }) => repeatedFieldEncoding)).toEqual([2, 1, 2, 2])
  expect(features.map(({ messageEncoding }) => messageEncoding)).toEqual([1, 1, 2, 1])
  const proto3 = descriptorOf(
    'syntax = "proto3"; message M { optional int32 a = 1; repeated int32 b = 2 [packed = false]; int32 c = 3; }',
  )
  const three = proto3.messageType[0]!.field.map((field) => fieldFeatures(fileFeatures(proto3), field))
  expect(three.map(({ fieldPresence }) => fieldPresence)).toEqual([1, 2, 2])
  expect(three.map(({ repeatedFieldEncoding }) => repeatedFieldEncoding)).toEqual([1, 2, 1])
  expect(proto2.messageType[0]?.field[0]?.label).toBe(Label.REQUIRED)
})
