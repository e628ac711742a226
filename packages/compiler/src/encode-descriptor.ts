import { type Message, toBinary } from '@bufbuild/protobuf'
import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire'
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

/**
 * Encodes a FileDescriptorProto to the bytes that `toBinary` of @bufbuild/protobuf makes: fields by number, then those
 * that are unknown. Asks for a schema only where there are options: making the schemas takes longer than all else that a
 * build of a small file does.
 * Source: descriptor.proto.
 */
export function encodeDescriptor(file: FileDescriptorProto): Uint8Array {
  const writer = new BinaryWriter()
  if (isSet(file, 'name')) writeString(writer, 1, file.name)
  if (isSet(file, 'package')) writeString(writer, 2, file.package)
  for (const path of file.dependency) writeString(writer, 3, path)
  writeAll(writer, 4, file.messageType, writeMessage)
  writeAll(writer, 5, file.enumType, writeEnum)
  writeAll(writer, 6, file.service, writeService)
  writeAll(writer, 7, file.extension, writeField)
  if (file.options !== undefined) writeBytes(writer, 8, toBinary(FileOptionsSchema, file.options))
  if (file.sourceCodeInfo !== undefined) writeBytes(writer, 9, toBinary(SourceCodeInfoSchema, file.sourceCodeInfo))
  for (const index of file.publicDependency) writeInt32(writer, 10, index)
  for (const index of file.weakDependency) writeInt32(writer, 11, index)
  if (isSet(file, 'syntax')) writeString(writer, 12, file.syntax)
  if (isSet(file, 'edition')) writeInt32(writer, 14, file.edition)
  for (const path of file.optionDependency) writeString(writer, 15, path)
  writeUnknown(writer, file)
  return writer.finish()
}

function writeMessage(writer: BinaryWriter, message: DescriptorProto): void {
  if (isSet(message, 'name')) writeString(writer, 1, message.name)
  writeAll(writer, 2, message.field, writeField)
  writeAll(writer, 3, message.nestedType, writeMessage)
  writeAll(writer, 4, message.enumType, writeEnum)
  writeAll(writer, 5, message.extensionRange, writeExtensionRange)
  writeAll(writer, 6, message.extension, writeField)
  if (message.options !== undefined) writeBytes(writer, 7, toBinary(MessageOptionsSchema, message.options))
  writeAll(writer, 8, message.oneofDecl, writeOneof)
  writeAll(writer, 9, message.reservedRange, writeRange)
  for (const name of message.reservedName) writeString(writer, 10, name)
  if (isSet(message, 'visibility')) writeInt32(writer, 11, message.visibility)
}

function writeField(writer: BinaryWriter, field: FieldDescriptorProto): void {
  if (isSet(field, 'name')) writeString(writer, 1, field.name)
  if (isSet(field, 'extendee')) writeString(writer, 2, field.extendee)
  if (isSet(field, 'number')) writeInt32(writer, 3, field.number)
  if (isSet(field, 'label')) writeInt32(writer, 4, field.label)
  if (isSet(field, 'type')) writeInt32(writer, 5, field.type)
  if (isSet(field, 'typeName')) writeString(writer, 6, field.typeName)
  if (isSet(field, 'defaultValue')) writeString(writer, 7, field.defaultValue)
  if (field.options !== undefined) writeBytes(writer, 8, toBinary(FieldOptionsSchema, field.options))
  if (isSet(field, 'oneofIndex')) writeInt32(writer, 9, field.oneofIndex)
  if (isSet(field, 'jsonName')) writeString(writer, 10, field.jsonName)
  if (isSet(field, 'proto3Optional')) writeBool(writer, 17, field.proto3Optional)
}

function writeOneof(writer: BinaryWriter, oneof: OneofDescriptorProto): void {
  if (isSet(oneof, 'name')) writeString(writer, 1, oneof.name)
  if (oneof.options !== undefined) writeBytes(writer, 2, toBinary(OneofOptionsSchema, oneof.options))
}

function writeExtensionRange(writer: BinaryWriter, range: DescriptorProto_ExtensionRange): void {
  writeRange(writer, range)
  if (range.options !== undefined) writeBytes(writer, 3, toBinary(ExtensionRangeOptionsSchema, range.options))
}

function writeRange(
  writer: BinaryWriter,
  range: DescriptorProto_ExtensionRange | DescriptorProto_ReservedRange | EnumDescriptorProto_EnumReservedRange,
): void {
  if (isSet(range, 'start')) writeInt32(writer, 1, range.start)
  if (isSet(range, 'end')) writeInt32(writer, 2, range.end)
}

function writeEnum(writer: BinaryWriter, enumeration: EnumDescriptorProto): void {
  if (isSet(enumeration, 'name')) writeString(writer, 1, enumeration.name)
  writeAll(writer, 2, enumeration.value, writeEnumValue)
  if (enumeration.options !== undefined) writeBytes(writer, 3, toBinary(EnumOptionsSchema, enumeration.options))
  writeAll(writer, 4, enumeration.reservedRange, writeRange)
  for (const name of enumeration.reservedName) writeString(writer, 5, name)
  if (isSet(enumeration, 'visibility')) writeInt32(writer, 6, enumeration.visibility)
}

function writeEnumValue(writer: BinaryWriter, value: EnumValueDescriptorProto): void {
  if (isSet(value, 'name')) writeString(writer, 1, value.name)
  if (isSet(value, 'number')) writeInt32(writer, 2, value.number)
  if (value.options !== undefined) writeBytes(writer, 3, toBinary(EnumValueOptionsSchema, value.options))
}

function writeService(writer: BinaryWriter, service: ServiceDescriptorProto): void {
  if (isSet(service, 'name')) writeString(writer, 1, service.name)
  writeAll(writer, 2, service.method, writeMethod)
  if (service.options !== undefined) writeBytes(writer, 3, toBinary(ServiceOptionsSchema, service.options))
}

function writeMethod(writer: BinaryWriter, method: MethodDescriptorProto): void {
  if (isSet(method, 'name')) writeString(writer, 1, method.name)
  if (isSet(method, 'inputType')) writeString(writer, 2, method.inputType)
  if (isSet(method, 'outputType')) writeString(writer, 3, method.outputType)
  if (method.options !== undefined) writeBytes(writer, 4, toBinary(MethodOptionsSchema, method.options))
  if (isSet(method, 'clientStreaming')) writeBool(writer, 5, method.clientStreaming)
  if (isSet(method, 'serverStreaming')) writeBool(writer, 6, method.serverStreaming)
}

/** Whether a field counts as set: what a message lacks is on its prototype. */
function isSet<T extends Message>(message: T, field: keyof T): boolean {
  return Object.hasOwn(message, field) && message[field] !== undefined
}

function writeAll<T extends Message>(
  writer: BinaryWriter,
  number: number,
  messages: readonly T[],
  write: (writer: BinaryWriter, message: T) => void,
): void {
  for (const message of messages) {
    writer.tag(number, WireType.LengthDelimited).fork()
    write(writer, message)
    writeUnknown(writer, message)
    writer.join()
  }
}

function writeUnknown(writer: BinaryWriter, { $unknown }: Message): void {
  for (const { no, wireType, data } of $unknown ?? []) writer.tag(no, wireType).raw(data)
}

function writeString(writer: BinaryWriter, number: number, value: string): void {
  writer.tag(number, WireType.LengthDelimited).string(value)
}

function writeBytes(writer: BinaryWriter, number: number, value: Uint8Array): void {
  writer.tag(number, WireType.LengthDelimited).bytes(value)
}

function writeInt32(writer: BinaryWriter, number: number, value: number): void {
  writer.tag(number, WireType.Varint).int32(value)
}

function writeBool(writer: BinaryWriter, number: number, value: boolean): void {
  writer.tag(number, WireType.Varint).bool(value)
}
