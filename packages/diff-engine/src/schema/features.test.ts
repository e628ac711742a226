import { FeatureSet_EnumType as EnumType, FeatureSet_FieldPresence as FieldPresence } from '@bufbuild/protobuf/wkt'
import { expect, test } from 'vitest'
import { imageOf } from '../testing/image-of.ts'
import { CppStringType, JavaUtf8Validation } from './features.ts'
import { SchemaIndex } from './schema-index.ts'

const messageOf = (text: string) => new SchemaIndex('next', imageOf({ 'a.proto': text })).messages

test('the nearest explicit value wins', () => {
  const messages = messageOf(`edition = "2023";
    option features.field_presence = IMPLICIT;
    option features.enum_type = CLOSED;
    message A { message B { string a = 1 [features.field_presence = EXPLICIT]; string b = 2; } }`)
  const fields = messages.get('A.B')?.fields
  expect(fields?.get(1)?.features.fieldPresence).toBe(FieldPresence.EXPLICIT)
  expect(fields?.get(2)?.features.fieldPresence).toBe(FieldPresence.IMPLICIT)
  expect(fields?.get(2)?.features.enumType).toBe(EnumType.CLOSED)
})

test('features of languages are read, spelled in either way', () => {
  const messages = messageOf(`edition = "2023";
    import "google/protobuf/cpp_features.proto";
    import "google/protobuf/java_features.proto";
    option features.(pb.java).utf8_validation = VERIFY;
    message A {
      string a = 1 [features.(pb.cpp).string_type = CORD];
      string b = 2 [features = { [pb.cpp] { string_type: VIEW } }];
      string c = 3;
    }`)
  const features = [1, 2, 3].map((number) => messages.get('A')?.fields.get(number)?.features)
  const { Cord, View, String: Text } = CppStringType
  expect(features.map((one) => one?.cppStringType)).toEqual([Cord, View, Text])
  expect(features.map((one) => one?.javaUtf8Validation)).toEqual(features.map(() => JavaUtf8Validation.Verify))
})

test.each([
  ['syntax = "proto2";', FieldPresence.EXPLICIT, EnumType.CLOSED, CppStringType.String],
  ['syntax = "proto3";', FieldPresence.IMPLICIT, EnumType.OPEN, CppStringType.String],
  ['edition = "2023";', FieldPresence.EXPLICIT, EnumType.OPEN, CppStringType.String],
  ['edition = "2024";', FieldPresence.EXPLICIT, EnumType.OPEN, CppStringType.View],
])('the defaults of %s', (head, fieldPresence, enumType, cppStringType) => {
  expect(messageOf(`${head} message A {}`).get('A')?.features).toMatchObject({ fieldPresence, enumType, cppStringType })
})
