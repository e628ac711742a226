import { type DescMessage, type Message, toBinary } from '@bufbuild/protobuf'
import {
  type DescriptorProto,
  type DescriptorProto_ExtensionRange,
  type DescriptorProto_ReservedRange,
  type EnumDescriptorProto,
  type EnumDescriptorProto_EnumReservedRange,
  EnumOptionsSchema,
  type EnumValueDescriptorProto,
  EnumValueOptionsSchema,
  ExtensionRangeOptionsSchema,
  type FieldDescriptorProto,
  FieldOptionsSchema,
  type FileDescriptorProto,
  FileOptionsSchema,
  MessageOptionsSchema,
  type MethodDescriptorProto,
  MethodOptionsSchema,
  type OneofDescriptorProto,
  OneofOptionsSchema,
  type ServiceDescriptorProto,
  ServiceOptionsSchema,
  SourceCodeInfoSchema,
} from '@bufbuild/protobuf/wkt'
import { ReverseWriter } from './reverse-writer.ts'

/**
 * Encodes a FileDescriptorProto to the bytes that `toBinary` of @bufbuild/protobuf makes: fields by number, then those
 * that are unknown; they are written from the last one to the first. Asks for a schema only where there are options: making
 * the schemas takes longer than all else that a build of a small file does. A `writer` keeps its room from file to file.
 * Source: descriptor.proto.
 */
export function encodeDescriptor(file: FileDescriptorProto, writer = new ReverseWriter()): Uint8Array {
  writeUnknown(writer, file)
  writeStrings(writer, 15, file.optionDependency)
  if (isSet(file, 'edition')) writer.int32(14, file.edition)
  if (isSet(file, 'syntax')) writer.string(12, file.syntax)
  writeInt32s(writer, 11, file.weakDependency)
  writeInt32s(writer, 10, file.publicDependency)
  if (file.sourceCodeInfo !== undefined) writer.bytes(9, toBinary(SourceCodeInfoSchema, file.sourceCodeInfo))
  if (file.options !== undefined) writeOptions(writer, 8, file.options, () => FileOptionsSchema)
  writeAll(writer, 7, file.extension, writeField)
  writeAll(writer, 6, file.service, writeService)
  writeAll(writer, 5, file.enumType, writeEnum)
  writeAll(writer, 4, file.messageType, writeMessage)
  writeStrings(writer, 3, file.dependency)
  if (isSet(file, 'package')) writer.string(2, file.package)
  if (isSet(file, 'name')) writer.string(1, file.name)
  return writer.finish()
}

function writeMessage(writer: ReverseWriter, message: DescriptorProto): void {
  if (isSet(message, 'visibility')) writer.int32(11, message.visibility)
  writeStrings(writer, 10, message.reservedName)
  writeAll(writer, 9, message.reservedRange, writeRange)
  writeAll(writer, 8, message.oneofDecl, writeOneof)
  if (message.options !== undefined) writeOptions(writer, 7, message.options, () => MessageOptionsSchema)
  writeAll(writer, 6, message.extension, writeField)
  writeAll(writer, 5, message.extensionRange, writeExtensionRange)
  writeAll(writer, 4, message.enumType, writeEnum)
  writeAll(writer, 3, message.nestedType, writeMessage)
  writeAll(writer, 2, message.field, writeField)
  if (isSet(message, 'name')) writer.string(1, message.name)
}

function writeField(writer: ReverseWriter, field: FieldDescriptorProto): void {
  if (isSet(field, 'proto3Optional')) writer.bool(17, field.proto3Optional)
  if (isSet(field, 'jsonName')) writer.string(10, field.jsonName)
  if (isSet(field, 'oneofIndex')) writer.int32(9, field.oneofIndex)
  if (field.options !== undefined) writeOptions(writer, 8, field.options, () => FieldOptionsSchema)
  if (isSet(field, 'defaultValue')) writer.string(7, field.defaultValue)
  if (isSet(field, 'typeName')) writer.string(6, field.typeName)
  if (isSet(field, 'type')) writer.int32(5, field.type)
  if (isSet(field, 'label')) writer.int32(4, field.label)
  if (isSet(field, 'number')) writer.int32(3, field.number)
  if (isSet(field, 'extendee')) writer.string(2, field.extendee)
  if (isSet(field, 'name')) writer.string(1, field.name)
}

function writeOneof(writer: ReverseWriter, oneof: OneofDescriptorProto): void {
  if (oneof.options !== undefined) writeOptions(writer, 2, oneof.options, () => OneofOptionsSchema)
  if (isSet(oneof, 'name')) writer.string(1, oneof.name)
}

function writeExtensionRange(writer: ReverseWriter, range: DescriptorProto_ExtensionRange): void {
  if (range.options !== undefined) writeOptions(writer, 3, range.options, () => ExtensionRangeOptionsSchema)
  writeRange(writer, range)
}

function writeRange(
  writer: ReverseWriter,
  range: DescriptorProto_ExtensionRange | DescriptorProto_ReservedRange | EnumDescriptorProto_EnumReservedRange,
): void {
  if (isSet(range, 'end')) writer.int32(2, range.end)
  if (isSet(range, 'start')) writer.int32(1, range.start)
}

function writeEnum(writer: ReverseWriter, enumeration: EnumDescriptorProto): void {
  if (isSet(enumeration, 'visibility')) writer.int32(6, enumeration.visibility)
  writeStrings(writer, 5, enumeration.reservedName)
  writeAll(writer, 4, enumeration.reservedRange, writeRange)
  if (enumeration.options !== undefined) writeOptions(writer, 3, enumeration.options, () => EnumOptionsSchema)
  writeAll(writer, 2, enumeration.value, writeEnumValue)
  if (isSet(enumeration, 'name')) writer.string(1, enumeration.name)
}

function writeEnumValue(writer: ReverseWriter, value: EnumValueDescriptorProto): void {
  if (value.options !== undefined) writeOptions(writer, 3, value.options, () => EnumValueOptionsSchema)
  if (isSet(value, 'number')) writer.int32(2, value.number)
  if (isSet(value, 'name')) writer.string(1, value.name)
}

function writeService(writer: ReverseWriter, service: ServiceDescriptorProto): void {
  if (service.options !== undefined) writeOptions(writer, 3, service.options, () => ServiceOptionsSchema)
  writeAll(writer, 2, service.method, writeMethod)
  if (isSet(service, 'name')) writer.string(1, service.name)
}

function writeMethod(writer: ReverseWriter, method: MethodDescriptorProto): void {
  if (isSet(method, 'serverStreaming')) writer.bool(6, method.serverStreaming)
  if (isSet(method, 'clientStreaming')) writer.bool(5, method.clientStreaming)
  if (method.options !== undefined) writeOptions(writer, 4, method.options, () => MethodOptionsSchema)
  if (isSet(method, 'outputType')) writer.string(3, method.outputType)
  if (isSet(method, 'inputType')) writer.string(2, method.inputType)
  if (isSet(method, 'name')) writer.string(1, method.name)
}

/** Whether a field counts as set: what a message lacks is on its prototype. */
function isSet<T extends Message>(message: T, field: keyof T): boolean {
  return Object.hasOwn(message, field) && message[field] !== undefined
}

function writeAll<T extends Message>(
  writer: ReverseWriter,
  number: number,
  messages: readonly T[],
  write: (writer: ReverseWriter, message: T) => void,
): void {
  for (let index = messages.length - 1; index >= 0; index--) {
    const message = messages[index]!
    const before = writer.length
    writeUnknown(writer, message)
    write(writer, message)
    writer.head(number, writer.length - before)
  }
}

/** Most options are custom ones, which a descriptor has in their encoded form: those need no schema. */
function writeOptions(writer: ReverseWriter, number: number, options: Message, schema: () => DescMessage): void {
  if (!isUnknownOnly(options)) {
    writer.bytes(number, toBinary(schema(), options))
    return
  }
  const before = writer.length
  writeUnknown(writer, options)
  writer.head(number, writer.length - before)
}

function isUnknownOnly(message: Message): boolean {
  for (const [key, value] of Object.entries(message)) {
    const isEmpty = value === undefined || (Array.isArray(value) && value.length === 0)
    if (key !== '$typeName' && key !== '$unknown' && !isEmpty) return false
  }
  return true
}

function writeUnknown(writer: ReverseWriter, { $unknown = [] }: Message): void {
  for (let index = $unknown.length - 1; index >= 0; index--) {
    const { no, wireType, data } = $unknown[index]!
    writer.raw(data)
    writer.tag(no, wireType)
  }
}

function writeStrings(writer: ReverseWriter, number: number, values: readonly string[]): void {
  for (let index = values.length - 1; index >= 0; index--) writer.string(number, values[index]!)
}

function writeInt32s(writer: ReverseWriter, number: number, values: readonly number[]): void {
  for (let index = values.length - 1; index >= 0; index--) writer.int32(number, values[index]!)
}
