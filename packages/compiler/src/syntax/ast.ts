/**
 * The tree that the parser makes: what the text says, with no knowledge of Protobuf's rules.
 *
 * Every node has `start` and `end`: UTF-16 offsets, half-open. Nodes of one kind always have the same properties in the
 * same order (absent ones are `undefined`), so that each loop over them sees one shape. There are no parent pointers.
 */

export const Kind = {
  File: 0,
  Syntax: 1,
  Package: 2,
  Import: 3,
  Option: 4,
  Message: 5,
  Field: 6,
  MapField: 7,
  Group: 8,
  Oneof: 9,
  Enum: 10,
  EnumValue: 11,
  Extend: 12,
  Extensions: 13,
  Reserved: 14,
  Range: 15,
  Service: 16,
  Method: 17,
  Ident: 18,
  String: 19,
  Number: 20,
  Aggregate: 21,
  List: 22,
  AggregateField: 23,
  Empty: 24,
} as const
export type Kind = (typeof Kind)[keyof typeof Kind]

interface Node<K extends Kind> {
  readonly kind: K
  readonly start: number
  readonly end: number
}

/**
 * A possibly dotted name as written, white space and comments between its parts removed: `foo.Bar`, `.foo.Bar`. As a value
 * it may have a minus sign in front, which few types take.
 */
export interface IdentNode extends Node<typeof Kind.Ident> {
  readonly name: string
}

/** One or more adjacent string literals. Protobuf strings are bytes: `bytes` is the decoded concatenation. */
export interface StringNode extends Node<typeof Kind.String> {
  readonly bytes: Uint8Array
}

/**
 * A number, its sign apart. `start` is at the sign when there is one. Exactly one of `integer` and `float` is set:
 * `integer` for a decimal, octal or hexadecimal literal of any size, `float` for the rest, `inf` and `nan` with a sign
 * (`-inf`) included. Without a sign `inf` and `nan` are identifiers.
 */
export interface NumberNode extends Node<typeof Kind.Number> {
  readonly isNegative: boolean
  readonly integer: bigint | undefined
  readonly float: number | undefined
}

/** `{ … }` or `< … >`: a message in text format. */
export interface AggregateNode extends Node<typeof Kind.Aggregate> {
  readonly fields: readonly AggregateFieldNode[]
}

/** One field of an aggregate. `index` numbers option values within the file; see `OptionNode.index`. */
export interface AggregateFieldNode extends Node<typeof Kind.AggregateField> {
  readonly index: number
  readonly name: OptionNamePart
  /** The `type.googleapis.com` of `[type.googleapis.com/foo.Bar]`, an `Any` in its expanded form. */
  readonly urlPrefix: string | undefined
  readonly value: OptionValueNode
}

export interface ListNode extends Node<typeof Kind.List> {
  readonly values: readonly OptionValueNode[]
}

export type OptionValueNode = IdentNode | StringNode | NumberNode | AggregateNode | ListNode

/** One part of an option's name: `foo`, or `(foo.bar)` with `isExtension`. Offsets include the brackets. */
export interface OptionNamePart {
  readonly start: number
  readonly end: number
  readonly name: IdentNode
  readonly isExtension: boolean
}

/**
 * `option a.(b).c = value;` or the same within `[ … ]`; also the pseudo options `default` and `json_name`.
 *
 * `index` is its ordinal among all options and aggregate fields of the file, in source order. It is the key under which
 * interpretation notes the option's descriptor path, so that locations can be made later from a fresh parse.
 */
export interface OptionNode extends Node<typeof Kind.Option> {
  readonly index: number
  readonly name: readonly OptionNamePart[]
  readonly value: OptionValueNode
}

/** `syntax = "proto3";` or `edition = "2023";` */
export interface SyntaxNode extends Node<typeof Kind.Syntax> {
  readonly isEdition: boolean
  readonly value: StringNode
}

export interface PackageNode extends Node<typeof Kind.Package> {
  readonly name: IdentNode
}

export interface ImportNode extends Node<typeof Kind.Import> {
  readonly path: StringNode
  /** `public`, `weak` or `option` (edition 2024), and where it stands. */
  readonly modifier: IdentNode | undefined
}

/** A first and last number, both inclusive as in the source; `last` is undefined for a single number, or `max`. */
export interface RangeNode extends Node<typeof Kind.Range> {
  readonly first: NumberNode
  readonly last: NumberNode | undefined
  readonly isMax: boolean
  /** Where `max` stands, when `isMax`. */
  readonly max: IdentNode | undefined
}

export interface FieldNode extends Node<typeof Kind.Field> {
  /** `optional`, `required` or `repeated`. */
  readonly label: IdentNode | undefined
  readonly type: IdentNode
  readonly name: IdentNode
  readonly number: NumberNode | undefined
  readonly options: readonly OptionNode[]
  /** The range of `[ … ]`, or -1. */
  readonly optionsStart: number
  readonly optionsEnd: number
}

export interface MapFieldNode extends Node<typeof Kind.MapField> {
  readonly label: IdentNode | undefined
  /** The range of `map<K, V>`. */
  readonly typeStart: number
  readonly typeEnd: number
  readonly keyType: IdentNode
  readonly valueType: IdentNode
  readonly name: IdentNode
  readonly number: NumberNode | undefined
  readonly options: readonly OptionNode[]
  readonly optionsStart: number
  readonly optionsEnd: number
}

/** A field and its message in one. `keyword` is where `group` stands. */
export interface GroupNode extends Node<typeof Kind.Group> {
  readonly label: IdentNode | undefined
  readonly keyword: IdentNode
  readonly name: IdentNode
  readonly number: NumberNode | undefined
  readonly options: readonly OptionNode[]
  readonly optionsStart: number
  readonly optionsEnd: number
  readonly bodyStart: number
  readonly body: readonly MessageElementNode[]
}

export interface OneofNode extends Node<typeof Kind.Oneof> {
  readonly name: IdentNode
  readonly bodyStart: number
  readonly body: readonly OneofElementNode[]
}

export interface MessageNode extends Node<typeof Kind.Message> {
  /** `export` or `local` (edition 2024). */
  readonly visibility: IdentNode | undefined
  /** Where `message` stands. */
  readonly keywordStart: number
  readonly name: IdentNode
  readonly bodyStart: number
  readonly body: readonly MessageElementNode[]
}

export interface EnumNode extends Node<typeof Kind.Enum> {
  readonly visibility: IdentNode | undefined
  /** Where `enum` stands. */
  readonly keywordStart: number
  readonly name: IdentNode
  readonly bodyStart: number
  readonly body: readonly EnumElementNode[]
}

export interface EnumValueNode extends Node<typeof Kind.EnumValue> {
  readonly name: IdentNode
  readonly number: NumberNode | undefined
  readonly options: readonly OptionNode[]
  readonly optionsStart: number
  readonly optionsEnd: number
}

export interface ExtendNode extends Node<typeof Kind.Extend> {
  readonly extendee: IdentNode
  readonly bodyStart: number
  readonly body: readonly ExtendElementNode[]
}

/** `extensions 100 to 199, 500 to max [ … ];` */
export interface ExtensionsNode extends Node<typeof Kind.Extensions> {
  readonly ranges: readonly RangeNode[]
  readonly options: readonly OptionNode[]
  readonly optionsStart: number
  readonly optionsEnd: number
}

/** `reserved 2, 9 to 11;`, `reserved "foo";` or, with editions, `reserved foo;` */
export interface ReservedNode extends Node<typeof Kind.Reserved> {
  readonly ranges: readonly RangeNode[]
  readonly names: readonly (StringNode | IdentNode)[]
}

export interface ServiceNode extends Node<typeof Kind.Service> {
  readonly name: IdentNode
  readonly bodyStart: number
  readonly body: readonly ServiceElementNode[]
}

export interface MethodNode extends Node<typeof Kind.Method> {
  readonly name: IdentNode
  /** Where `stream` stands before the request type. */
  readonly clientStreaming: IdentNode | undefined
  readonly inputType: IdentNode
  readonly serverStreaming: IdentNode | undefined
  readonly outputType: IdentNode
  /** -1 when the method ends in `;`. */
  readonly bodyStart: number
  readonly body: readonly (OptionNode | EmptyNode)[]
}

/** A lone `;`. It matters to comments only. */
export interface EmptyNode extends Node<typeof Kind.Empty> {}

export type OneofElementNode = FieldNode | MapFieldNode | GroupNode | OptionNode | EmptyNode
export type ExtendElementNode = FieldNode | MapFieldNode | GroupNode | EmptyNode
export type EnumElementNode = EnumValueNode | OptionNode | ReservedNode | EmptyNode
export type ServiceElementNode = MethodNode | OptionNode | EmptyNode
export type MessageElementNode =
  | FieldNode
  | MapFieldNode
  | GroupNode
  | OneofNode
  | MessageNode
  | EnumNode
  | ExtendNode
  | ExtensionsNode
  | ReservedNode
  | OptionNode
  | EmptyNode
export type FileElementNode =
  | SyntaxNode
  | PackageNode
  | ImportNode
  | OptionNode
  | MessageNode
  | EnumNode
  | ExtendNode
  | ServiceNode
  | EmptyNode

export interface FileNode extends Node<typeof Kind.File> {
  readonly syntax: SyntaxNode | undefined
  readonly package: PackageNode | undefined
  /** In source order; repeated syntax or package statements stay here for validation to report. */
  readonly body: readonly FileElementNode[]
  /** How many option indexes were given out. */
  readonly optionCount: number
}
