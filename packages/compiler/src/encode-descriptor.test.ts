import { create, type DescField, type DescMessage, type Message, ScalarType, toBinary } from '@bufbuild/protobuf'
import { FeatureSet_FieldPresence, type FileDescriptorProto, FileDescriptorProtoSchema } from '@bufbuild/protobuf/wkt'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { newFile } from './descriptor/new-descriptor.ts'
import { encodeDescriptor } from './encode-descriptor.ts'

test('no descriptor is encoded in another way than @bufbuild/protobuf does', () => {
  const seen = new Set<string>()
  fc.assert(
    fc.property(messages(FileDescriptorProtoSchema, 4, seen), (message) => {
      const file = message as FileDescriptorProto
      expect(encodeDescriptor(file)).toEqual(toBinary(FileDescriptorProtoSchema, file))
    }),
    { numRuns: 300 },
  )
  expect(seen).toContain('google.protobuf.EnumValueDescriptorProto')
  expect(seen).toContain('google.protobuf.MethodDescriptorProto')
  expect(seen).toContain('google.protobuf.DescriptorProto.ExtensionRange')
})

test('what is set to its default is written, what is not set is not', () => {
  const file = newFile()
  expect(encodeDescriptor(file)).toEqual(new Uint8Array())
  file.syntax = ''
  expect(encodeDescriptor(file)).toEqual(Uint8Array.of(0x62, 0))
})

/** Messages with any of their fields, and unknown ones; those that stand deeper than `depth` have what they must. */
function messages(schema: DescMessage, depth: number, seen: Set<string>): fc.Arbitrary<Message> {
  const isRequired = ({ presence }: DescField) => presence === FeatureSet_FieldPresence.LEGACY_REQUIRED
  const values = schema.fields
    .filter((field) => depth > 0 || isRequired(field))
    .map((field) => {
      const value = valuesOf(field, depth, seen)
      return [field.localName, isRequired(field) ? value : fc.option(value, { nil: undefined })]
    })
  const unknown = fc.record({ no: fc.constant(9000), wireType: fc.constant(2), data: fc.constant(Uint8Array.of(1, 7)) })
  return fc
    .tuple(fc.record(Object.fromEntries(values)), fc.array(unknown, { maxLength: 1 }))
    .map(([init, $unknown]) => {
      seen.add(schema.typeName)
      const message: Message = create(schema, init)
      if ($unknown.length > 0) message.$unknown = $unknown
      return message
    })
}

function valuesOf(field: DescField, depth: number, seen: Set<string>): fc.Arbitrary<unknown> {
  const value = singleValues(field, depth, seen)
  return field.fieldKind === 'list' ? fc.array(value, { maxLength: 2 }) : value
}

function singleValues(field: DescField, depth: number, seen: Set<string>): fc.Arbitrary<unknown> {
  if (field.message !== undefined) return messages(field.message, depth - 1, seen)
  if (field.enum !== undefined) return fc.constantFrom(...field.enum.values.map(({ number }) => number))
  switch (field.scalar) {
    case ScalarType.STRING:
      return fc.string({ unit: 'grapheme' })
    case ScalarType.BOOL:
      return fc.boolean()
    case ScalarType.BYTES:
      return fc.uint8Array({ maxLength: 3 })
    case ScalarType.INT32:
      return fc.integer()
    default:
      return fc.constant(undefined)
  }
}
