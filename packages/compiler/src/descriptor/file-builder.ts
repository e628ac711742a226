import type { DescriptorProto, FieldDescriptorProto, FileDescriptorProto } from '@bufbuild/protobuf/wkt'
import type { Source } from '../source/source.ts'
import type { FileNode, NumberNode, OptionNode } from '../syntax/ast.ts'
import type {
  EnumElement,
  EnumValueElement,
  ExtensionRangeElement,
  FieldElement,
  MessageElement,
  MethodElement,
  OneofElement,
  ServiceElement,
  UnlinkedFile,
} from './unlinked-file.ts'

/** Where a declaration stands, and where what it declares goes. */
export interface Scope {
  /** The full name of the enclosing message or package; "" at the root. */
  readonly fullName: string
  readonly parent: MessageElement | undefined
  readonly messages: DescriptorProto[]
  readonly extensions: FieldDescriptorProto[]
}

/** An `UnlinkedFile` while it grows. */
export class FileBuilder implements UnlinkedFile {
  readonly source: Source
  readonly tree: FileNode
  readonly proto: FileDescriptorProto
  readonly isProto3: boolean
  readonly messages: MessageElement[] = []
  readonly fields: FieldElement[] = []
  readonly oneofs: OneofElement[] = []
  readonly enums: EnumElement[] = []
  readonly enumValues: EnumValueElement[] = []
  readonly extensionRanges: ExtensionRangeElement[] = []
  readonly services: ServiceElement[] = []
  readonly methods: MethodElement[] = []
  readonly options: OptionNode[] = []

  constructor(source: Source, tree: FileNode, proto: FileDescriptorProto, isProto3: boolean) {
    this.source = source
    this.tree = tree
    this.proto = proto
    this.isProto3 = isProto3
  }
}

/** Joins a scope and a name. */
export function qualify(scope: string, name: string): string {
  return scope === '' ? name : `${scope}.${name}`
}

const INT32_MAX = 0x7fffffff
const INT32_MIN = -0x80000000

/** The value of a number in the range of int32; what is outside is clamped, for validation to report. */
export function toInt32(node: NumberNode): number {
  const value = node.integer === undefined ? Math.trunc(node.float ?? 0) : Number(node.integer)
  return Math.max(INT32_MIN, Math.min(INT32_MAX, Number.isNaN(value) ? 0 : value))
}
