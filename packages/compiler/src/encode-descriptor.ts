import { type DescMessage, type Message, toBinary } from '@bufbuild/protobuf'
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
 * build of a small file does. A `writer` that has nothing in it saves room for the next file when it is used again.
 * Source: descriptor.proto.
 */
export function encodeDescriptor(file: FileDescriptorProto, writer = new BinaryWriter()): Uint8Array {
  if (isSet(file, 'name')) writeString(writer, 1, file.name)
  if (isSet(file, 'package')) writeString(writer, 2, file.package)
  for (const path of file.dependency) writeString(writer, 3, path)
  writeAll(writer, 4, file.messageType, writeMessage)
  writeAll(writer, 5, file.enumType, writeEnum)
  writeAll(writer, 6, file.service, writeService)
  writeAll(writer, 7, file.extension, writeField)
  if (file.options !== undefined) writeOptions(writer, 8, file.options, () => FileOptionsSchema)
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
  if (message.options !== undefined) writeOptions(writer, 7, message.options, () => MessageOptionsSchema)
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
  if (field.options !== undefined) writeOptions(writer, 8, field.options, () => FieldOptionsSchema)
  if (isSet(field, 'oneofIndex')) writeInt32(writer, 9, field.oneofIndex)
  if (isSet(field, 'jsonName')) writeString(writer, 10, field.jsonName)
  if (isSet(field, 'proto3Optional')) writeBool(writer, 17, field.proto3Optional)
}

function writeOneof(writer: BinaryWriter, oneof: OneofDescriptorProto): void {
  if (isSet(oneof, 'name')) writeString(writer, 1, oneof.name)
  if (oneof.options !== undefined) writeOptions(writer, 2, oneof.options, () => OneofOptionsSchema)
}

function writeExtensionRange(writer: BinaryWriter, range: DescriptorProto_ExtensionRange): void {
  writeRange(writer, range)
  if (range.options !== undefined) writeOptions(writer, 3, range.options, () => ExtensionRangeOptionsSchema)
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
  if (enumeration.options !== undefined) writeOptions(writer, 3, enumeration.options, () => EnumOptionsSchema)
  writeAll(writer, 4, enumeration.reservedRange, writeRange)
  for (const name of enumeration.reservedName) writeString(writer, 5, name)
  if (isSet(enumeration, 'visibility')) writeInt32(writer, 6, enumeration.visibility)
}

function writeEnumValue(writer: BinaryWriter, value: EnumValueDescriptorProto): void {
  if (isSet(value, 'name')) writeString(writer, 1, value.name)
  if (isSet(value, 'number')) writeInt32(writer, 2, value.number)
  if (value.options !== undefined) writeOptions(writer, 3, value.options, () => EnumValueOptionsSchema)
}

function writeService(writer: BinaryWriter, service: ServiceDescriptorProto): void {
  if (isSet(service, 'name')) writeString(writer, 1, service.name)
  writeAll(writer, 2, service.method, writeMethod)
  if (service.options !== undefined) writeOptions(writer, 3, service.options, () => ServiceOptionsSchema)
}

function writeMethod(writer: BinaryWriter, method: MethodDescriptorProto): void {
  if (isSet(method, 'name')) writeString(writer, 1, method.name)
  if (isSet(method, 'inputType')) writeString(writer, 2, method.inputType)
  if (isSet(method, 'outputType')) writeString(writer, 3, method.outputType)
  if (method.options !== undefined) writeOptions(writer, 4, method.options, () => MethodOptionsSchema)
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

/** Most options are custom ones, which a descriptor has in their encoded form: those need no schema. */
function writeOptions(writer: BinaryWriter, number: number, options: Message, schema: () => DescMessage): void {
  if (!isUnknownOnly(options)) {
    writeBytes(writer, number, toBinary(schema(), options))
    return
  }
  writer.tag(number, WireType.LengthDelimited).fork()
  writeUnknown(writer, options)
  writer.join()
}

function isUnknownOnly(message: Message): boolean {
  for (const [key, value] of Object.entries(message)) {
    const isEmpty = value === undefined || (Array.isArray(value) && value.length === 0)
    if (key !== '$typeName' && key !== '$unknown' && !isEmpty) return false
  }
  return true
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
