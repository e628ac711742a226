import type { DescMessage } from '@bufbuild/protobuf'
import {
  EnumOptionsSchema,
  EnumValueOptionsSchema,
  ExtensionRangeOptionsSchema,
  FieldOptionsSchema,
  FileOptionsSchema,
  MessageOptionsSchema,
  MethodOptionsSchema,
  OneofOptionsSchema,
  ServiceOptionsSchema,
} from '@bufbuild/protobuf/wkt'

type TargetName =
  | 'File'
  | 'Message'
  | 'Field'
  | 'Oneof'
  | 'Enum'
  | 'EnumValue'
  | 'ExtensionRange'
  | 'Service'
  | 'Method'

/** One kind of element that has options. */
export interface OptionTarget {
  readonly typeName: string
  /** A call, as making the schemas takes longer than compiling a small file, which seldom has options. */
  readonly schema: () => DescMessage
  readonly number: number
}

/** What options are set on; `number` is that of the `options` field in the descriptor of it. */
export const OptionTarget: Readonly<Record<TargetName, OptionTarget>> = {
  File: { typeName: 'google.protobuf.FileOptions', schema: () => FileOptionsSchema, number: 8 },
  Message: { typeName: 'google.protobuf.MessageOptions', schema: () => MessageOptionsSchema, number: 7 },
  Field: { typeName: 'google.protobuf.FieldOptions', schema: () => FieldOptionsSchema, number: 8 },
  Oneof: { typeName: 'google.protobuf.OneofOptions', schema: () => OneofOptionsSchema, number: 2 },
  Enum: { typeName: 'google.protobuf.EnumOptions', schema: () => EnumOptionsSchema, number: 3 },
  EnumValue: { typeName: 'google.protobuf.EnumValueOptions', schema: () => EnumValueOptionsSchema, number: 3 },
  ExtensionRange: {
    typeName: 'google.protobuf.ExtensionRangeOptions',
    schema: () => ExtensionRangeOptionsSchema,
    number: 3,
  },
  Service: { typeName: 'google.protobuf.ServiceOptions', schema: () => ServiceOptionsSchema, number: 3 },
  Method: { typeName: 'google.protobuf.MethodOptions', schema: () => MethodOptionsSchema, number: 4 },
}
