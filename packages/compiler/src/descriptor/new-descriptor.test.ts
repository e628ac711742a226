import { create, type DescMessage, type Message } from '@bufbuild/protobuf'
import {
  DescriptorProto_ExtensionRangeSchema,
  DescriptorProto_ReservedRangeSchema,
  DescriptorProtoSchema,
  EnumDescriptorProto_EnumReservedRangeSchema,
  EnumDescriptorProtoSchema,
  EnumValueDescriptorProtoSchema,
  FieldDescriptorProtoSchema,
  FileDescriptorProtoSchema,
  MethodDescriptorProtoSchema,
  OneofDescriptorProtoSchema,
  ServiceDescriptorProtoSchema,
} from '@bufbuild/protobuf/wkt'
import { expect, test } from 'vitest'
import {
  newEnum,
  newEnumReservedRange,
  newEnumValue,
  newExtensionRange,
  newField,
  newFile,
  newMessage,
  newMethod,
  newOneof,
  newReservedRange,
  newService,
} from './new-descriptor.ts'

const cases: readonly [DescMessage, () => Message][] = [
  [FileDescriptorProtoSchema, newFile],
  [DescriptorProtoSchema, newMessage],
  [DescriptorProto_ExtensionRangeSchema, newExtensionRange],
  [DescriptorProto_ReservedRangeSchema, newReservedRange],
  [FieldDescriptorProtoSchema, newField],
  [OneofDescriptorProtoSchema, newOneof],
  [EnumDescriptorProtoSchema, newEnum],
  [EnumValueDescriptorProtoSchema, newEnumValue],
  [EnumDescriptorProto_EnumReservedRangeSchema, newEnumReservedRange],
  [ServiceDescriptorProtoSchema, newService],
  [MethodDescriptorProtoSchema, newMethod],
]

test.each(cases)('a new $typeName is what its schema makes', (schema, make) => {
  const expected: object = create(schema)
  const made = make()
  expect(made).toEqual(expected)
  expect(Object.keys(made)).toEqual(Object.keys(expected))
  expect(Object.getPrototypeOf(made)).toEqual(Object.getPrototypeOf(expected))
})

test('no two of a kind share a list', () => {
  newMessage().field.push(newField())
  expect(newMessage().field).toEqual([])
})
