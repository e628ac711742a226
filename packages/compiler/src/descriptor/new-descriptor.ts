import type { Message } from '@bufbuild/protobuf'
import type {
  DescriptorProto,
  DescriptorProto_ExtensionRange,
  DescriptorProto_ReservedRange,
  EnumDescriptorProto,
  EnumDescriptorProto_EnumReservedRange,
  EnumValueDescriptorProto,
  FieldDescriptorProto,
  FileDescriptorProto,
  MethodDescriptorProto,
  OneofDescriptorProto,
  ServiceDescriptorProto,
} from '@bufbuild/protobuf/wkt'

/*
 * Empty descriptors, equal to those that `create` of @bufbuild/protobuf makes from its schemas. Its schemas are not asked:
 * making them takes longer than all else that compiling a small file does.
 */

/** An empty FileDescriptorProto. */
export function newFile(): FileDescriptorProto {
  const file: FileDescriptorProto = start('google.protobuf.FileDescriptorProto', FILE)
  file.dependency = []
  file.publicDependency = []
  file.weakDependency = []
  file.optionDependency = []
  file.messageType = []
  file.enumType = []
  file.service = []
  file.extension = []
  return file
}

/** An empty DescriptorProto. */
export function newMessage(): DescriptorProto {
  const message: DescriptorProto = start('google.protobuf.DescriptorProto', VISIBLE)
  message.field = []
  message.extension = []
  message.nestedType = []
  message.enumType = []
  message.extensionRange = []
  message.oneofDecl = []
  message.reservedRange = []
  message.reservedName = []
  return message
}

/** An empty FieldDescriptorProto. */
export function newField(): FieldDescriptorProto {
  return start('google.protobuf.FieldDescriptorProto', FIELD)
}

/** An empty OneofDescriptorProto. */
export function newOneof(): OneofDescriptorProto {
  return start('google.protobuf.OneofDescriptorProto', NAMED)
}

/** An empty DescriptorProto.ExtensionRange. */
export function newExtensionRange(): DescriptorProto_ExtensionRange {
  return start('google.protobuf.DescriptorProto.ExtensionRange', RANGE)
}

/** An empty DescriptorProto.ReservedRange. */
export function newReservedRange(): DescriptorProto_ReservedRange {
  return start('google.protobuf.DescriptorProto.ReservedRange', RANGE)
}

/** An empty EnumDescriptorProto. */
export function newEnum(): EnumDescriptorProto {
  const enumeration: EnumDescriptorProto = start('google.protobuf.EnumDescriptorProto', VISIBLE)
  enumeration.value = []
  enumeration.reservedRange = []
  enumeration.reservedName = []
  return enumeration
}

/** An empty EnumValueDescriptorProto. */
export function newEnumValue(): EnumValueDescriptorProto {
  return start('google.protobuf.EnumValueDescriptorProto', ENUM_VALUE)
}

/** An empty EnumDescriptorProto.EnumReservedRange. */
export function newEnumReservedRange(): EnumDescriptorProto_EnumReservedRange {
  return start('google.protobuf.EnumDescriptorProto.EnumReservedRange', RANGE)
}

/** An empty ServiceDescriptorProto. */
export function newService(): ServiceDescriptorProto {
  const service: ServiceDescriptorProto = start('google.protobuf.ServiceDescriptorProto', NAMED)
  service.method = []
  return service
}

/** An empty MethodDescriptorProto. */
export function newMethod(): MethodDescriptorProto {
  return start('google.protobuf.MethodDescriptorProto', METHOD)
}

/*
 * What fields are that nobody has set. They stand on the prototype, as a field of proto2 counts as set when the message
 * has it as its own.
 */
const NAMED = { name: '' }
const VISIBLE = { name: '', visibility: 0 }
const RANGE = { start: 0, end: 0 }
const FILE = { name: '', package: '', syntax: '', edition: 0 }
const ENUM_VALUE = { name: '', number: 0 }
const METHOD = { name: '', inputType: '', outputType: '', clientStreaming: false, serverStreaming: false }
const FIELD = {
  name: '',
  number: 0,
  label: 1,
  type: 1,
  typeName: '',
  extendee: '',
  defaultValue: '',
  oneofIndex: 0,
  jsonName: '',
  proto3Optional: false,
}

function start<T extends Message>(typeName: T['$typeName'], unset: object): T {
  const message: { $typeName: string } = Object.create(unset)
  message.$typeName = typeName
  return message as T
}
