import type {
  DescriptorProto,
  EnumDescriptorProto,
  EnumValueDescriptorProto,
  FieldDescriptorProto,
  MethodDescriptorProto,
  OneofDescriptorProto,
  ServiceDescriptorProto,
} from '@bufbuild/protobuf/wkt'
import type { ImageFile } from '@wireproof/compiler'

/** Field numbers of descriptor.proto: the steps of SourceCodeInfo paths. */
export const Tag = {
  /** Of messages, fields, oneofs, enums, enum values, services and methods alike. */
  name: 1,
  file: {
    package: 2,
    imports: 3,
    messages: 4,
    enums: 5,
    services: 6,
    extensions: 7,
    options: 8,
  },
  message: { fields: 2, messages: 3, enums: 4, extensions: 6, oneofs: 8 },
  enum: { values: 2, options: 3 },
  enumValue: { number: 2 },
  service: { methods: 2 },
  method: { inputType: 2, outputType: 3 },
} as const

/** What all elements have: a file, a place in it, and a name to call them by. */
interface Located {
  readonly file: FileElement
  /** SourceCodeInfo path; empty for a file. */
  readonly path: readonly number[]
  /** Full name without a leading dot; the import path of a file, and of the file that an import names. */
  readonly fullName: string
}

export interface FileElement extends Located {
  readonly kind: 'file'
  readonly image: ImageFile
  readonly package: string
  /** Import path of the folder; `.` for the root. */
  readonly folder: string
}

export interface ImportElement extends Located {
  readonly kind: 'import'
  readonly isPublic: boolean
  readonly isUsed: boolean
  /** The package of the imported file; undefined when that is there only as an import itself. */
  readonly importedPackage: string | undefined
}

export interface MessageElement extends Located {
  readonly kind: 'message'
  readonly proto: DescriptorProto
}

export interface FieldElement extends Located {
  readonly kind: 'field'
  readonly proto: FieldDescriptorProto
  /** Required by `required`, or by the edition feature `field_presence`. */
  readonly isRequired: boolean
}

export interface OneofElement extends Located {
  readonly kind: 'oneof'
  readonly proto: OneofDescriptorProto
}

export interface EnumElement extends Located {
  readonly kind: 'enum'
  readonly proto: EnumDescriptorProto
}

export interface EnumValueElement extends Located {
  readonly kind: 'enumValue'
  readonly proto: EnumValueDescriptorProto
  readonly enum: EnumElement
}

export interface ServiceElement extends Located {
  readonly kind: 'service'
  readonly proto: ServiceDescriptorProto
}

export interface RpcElement extends Located {
  readonly kind: 'rpc'
  readonly proto: MethodDescriptorProto
  readonly service: ServiceElement
  /** Full names without a leading dot. */
  readonly requestType: string
  readonly responseType: string
}

export type SchemaElement =
  | FileElement
  | ImportElement
  | MessageElement
  | FieldElement
  | OneofElement
  | EnumElement
  | EnumValueElement
  | ServiceElement
  | RpcElement
