import type {
  DescriptorProto,
  DescriptorProto_ExtensionRange,
  EnumDescriptorProto,
  EnumValueDescriptorProto,
  FieldDescriptorProto,
  FileDescriptorProto,
  MethodDescriptorProto,
  OneofDescriptorProto,
  ServiceDescriptorProto,
} from '@bufbuild/protobuf/wkt'
import type { Source } from '../source/source.ts'
import type {
  EnumNode,
  EnumValueNode,
  ExtendNode,
  ExtensionsNode,
  FieldNode,
  FileNode,
  GroupNode,
  MapFieldNode,
  MessageNode,
  MethodNode,
  OneofNode,
  OptionNode,
  RangeNode,
  ServiceNode,
} from '../syntax/ast.ts'

/**
 * A file between parsing and linking: its descriptor with type names still as written and options not yet set, and,
 * beside it, one flat list a kind of element in declaration order (depth first), so that each later pass is one loop.
 *
 * The passes may change `proto` in place until linking is done; after that nobody does.
 */
export interface UnlinkedFile {
  readonly source: Source
  readonly tree: FileNode
  readonly proto: FileDescriptorProto
  readonly messages: readonly MessageElement[]
  /** Fields of messages and extensions, groups and map fields included, and the key and value of map entries. */
  readonly fields: readonly FieldElement[]
  readonly oneofs: readonly OneofElement[]
  readonly enums: readonly EnumElement[]
  readonly enumValues: readonly EnumValueElement[]
  readonly extensionRanges: readonly ExtensionRangeElement[]
  readonly services: readonly ServiceElement[]
  readonly methods: readonly MethodElement[]
  /** `option …;` statements of the file itself. */
  readonly options: readonly OptionNode[]
}

/** `fullName` has no leading dot. `scope` is the full name of the enclosing message or package, "" at the root. */
interface Element<P, N> {
  readonly proto: P
  readonly node: N
  readonly fullName: string
  readonly scope: string
  readonly options: readonly OptionNode[]
}

/** The node of a map entry is its map field; of a group's message, the group. */
export interface MessageElement extends Element<DescriptorProto, MessageNode | GroupNode | MapFieldNode> {
  readonly parent: MessageElement | undefined
}

export interface FieldElement extends Element<FieldDescriptorProto, FieldNode | GroupNode | MapFieldNode> {
  /** The message whose body it is declared in, also for an extension; undefined for one at the top of the file. */
  readonly parent: MessageElement | undefined
  /** Set for an extension: the block that it stands in. */
  readonly extend: ExtendNode | undefined
  readonly oneof: OneofElement | undefined
}

/** The node is undefined for the oneof that a proto3 `optional` field makes. */
export interface OneofElement extends Element<OneofDescriptorProto, OneofNode | undefined> {
  readonly parent: MessageElement
}

export interface EnumElement extends Element<EnumDescriptorProto, EnumNode> {
  readonly parent: MessageElement | undefined
}

/** Its scope is that of the enum: values are siblings of their enum (C++ scoping). */
export interface EnumValueElement extends Element<EnumValueDescriptorProto, EnumValueNode> {
  readonly parent: EnumElement
}

/** One range of an `extensions` statement; all ranges of a statement share its options. */
export interface ExtensionRangeElement {
  readonly proto: DescriptorProto_ExtensionRange
  readonly node: ExtensionsNode
  readonly range: RangeNode
  readonly parent: MessageElement
  readonly options: readonly OptionNode[]
}

export interface ServiceElement extends Element<ServiceDescriptorProto, ServiceNode> {}

export interface MethodElement extends Element<MethodDescriptorProto, MethodNode> {
  readonly parent: ServiceElement
}
