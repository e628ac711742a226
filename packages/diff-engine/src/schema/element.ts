import {
  type DescriptorProto,
  type EnumDescriptorProto,
  type EnumValueDescriptorProto,
  type FieldDescriptorProto,
  FieldDescriptorProto_Label as Label,
  type MethodDescriptorProto,
  type OneofDescriptorProto,
  type ServiceDescriptorProto,
} from '@bufbuild/protobuf/wkt'
import type { ImageFile } from '@wireproof/compiler'
import { editionDefaults, inheritFeatures, type ResolvedFeatures } from './features.ts'
import { NumberRanges } from './number-ranges.ts'
import type { SchemaIndex } from './schema-index.ts'

/** The largest numbers that descriptor.proto allows for fields, for extensions of a message set, and for enum values. */
const MAX_FIELD_NUMBER = 536_870_911
const MAX_MESSAGE_SET_NUMBER = 2_147_483_646
const MAX_ENUM_NUMBER = 2_147_483_647

/** Field numbers of descriptor.proto: the steps of SourceCodeInfo paths. */
export const Tag = {
  file: { package: 2, messages: 4, enums: 5, services: 6, extensions: 7, options: 8, syntax: 12 },
  message: { fields: 2, messages: 3, enums: 4, extensions: 6, options: 7, oneofs: 8 },
  field: { name: 1, type: 5, typeName: 6, defaultValue: 7, options: 8, jsonName: 10 },
  enum: { values: 2, options: 3 },
  enumValue: { number: 2 },
  service: { methods: 2 },
  method: { inputType: 2, outputType: 3, options: 4 },
} as const

/** A file of one side of a comparison. */
export class FileElement {
  readonly schema: SchemaIndex
  readonly image: ImageFile
  readonly path: string
  readonly package: string
  readonly messages = new Map<string, MessageElement>()
  readonly enums = new Map<string, EnumElement>()
  readonly extensions = new Map<string, FieldElement>()
  readonly services = new Map<string, ServiceElement>()
  #features: ResolvedFeatures | undefined

  constructor(schema: SchemaIndex, image: ImageFile) {
    this.schema = schema
    this.image = image
    this.path = image.path
    this.package = image.proto.package
  }

  get features(): ResolvedFeatures {
    this.#features ??= inheritFeatures(editionDefaults(this.image.proto), this.image.proto.options?.features)
    return this.#features
  }
}

/** What messages, enums, services and extensions have in common: a name in a file, perhaps inside a message. */
class Declared {
  readonly file: FileElement
  /** The message that this is declared in. */
  readonly parent: MessageElement | undefined
  readonly name: string
  /** Without the package: `Outer.Inner`. */
  readonly nestedName: string
  readonly #tag: number
  readonly #index: number

  constructor(file: FileElement, parent: MessageElement | undefined, name: string, tag: number, index: number) {
    this.file = file
    this.parent = parent
    this.name = name
    this.nestedName = parent === undefined ? name : `${parent.nestedName}.${name}`
    this.#tag = tag
    this.#index = index
  }

  get fullName(): string {
    return this.file.package === '' ? this.nestedName : `${this.file.package}.${this.nestedName}`
  }

  /** SourceCodeInfo path of the declaration. */
  get path(): number[] {
    const path = this.parent === undefined ? [] : this.parent.path
    path.push(this.#tag, this.#index)
    return path
  }

  protected get inherited(): ResolvedFeatures {
    return (this.parent ?? this.file).features
  }
}

export class MessageElement extends Declared {
  readonly proto: DescriptorProto
  #features: ResolvedFeatures | undefined
  #fields: ReadonlyMap<number, FieldElement> | undefined
  #oneofs: readonly OneofElement[] | undefined
  #mapFields: ReadonlyMap<string, FieldElement> | undefined
  #reservedNumbers: NumberRanges | undefined
  #reservedNames: ReadonlySet<string> | undefined

  constructor(file: FileElement, parent: MessageElement | undefined, proto: DescriptorProto, index: number) {
    super(file, parent, proto.name, parent === undefined ? Tag.file.messages : Tag.message.messages, index)
    this.proto = proto
  }

  /** True for the message that the compiler makes for a map field. */
  get isMapEntry(): boolean {
    return this.proto.options?.mapEntry === true
  }

  /** The map field that this entry was made for; undefined when this is no map entry. */
  get mapField(): FieldElement | undefined {
    return this.isMapEntry ? this.parent?.fieldsByTypeName.get(this.fullName) : undefined
  }

  private get fieldsByTypeName(): ReadonlyMap<string, FieldElement> {
    this.#mapFields ??= new Map([...this.fields.values()].map((field) => [field.typeName, field]))
    return this.#mapFields
  }

  get features(): ResolvedFeatures {
    this.#features ??= inheritFeatures(this.inherited, this.proto.options?.features)
    return this.#features
  }

  /** By number; extensions that are declared in the message are not among them. */
  get fields(): ReadonlyMap<number, FieldElement> {
    if (this.#fields === undefined) {
      const fields = new Map<number, FieldElement>()
      this.proto.field.forEach((proto, index) => {
        fields.set(proto.number, new FieldElement(this.file, this, proto, index))
      })
      this.#fields = fields
    }
    return this.#fields
  }

  get oneofs(): readonly OneofElement[] {
    if (this.#oneofs === undefined) {
      const synthetic = new Set(
        this.proto.field.filter((field) => field.proto3Optional).map((field) => field.oneofIndex),
      )
      this.#oneofs = this.proto.oneofDecl.map(
        (proto, index) => new OneofElement(this, proto, index, synthetic.has(index)),
      )
    }
    return this.#oneofs
  }

  get reservedNumbers(): NumberRanges {
    this.#reservedNumbers ??= new NumberRanges(this.proto.reservedRange.map(withoutEnd), this.maxNumber)
    return this.#reservedNumbers
  }

  get reservedNames(): ReadonlySet<string> {
    this.#reservedNames ??= new Set(this.proto.reservedName)
    return this.#reservedNames
  }

  get extensionNumbers(): NumberRanges {
    return new NumberRanges(this.proto.extensionRange.map(withoutEnd), this.maxNumber)
  }

  private get maxNumber(): number {
    return this.proto.options?.messageSetWireFormat === true ? MAX_MESSAGE_SET_NUMBER : MAX_FIELD_NUMBER
  }
}

/** A oneof, real or synthetic. */
export class OneofElement {
  readonly parent: MessageElement
  readonly name: string
  /** True for the oneof that stands for proto3's `optional`: nobody wrote it. */
  readonly isSynthetic: boolean
  readonly #index: number

  constructor(parent: MessageElement, proto: OneofDescriptorProto, index: number, isSynthetic: boolean) {
    this.parent = parent
    this.name = proto.name
    this.isSynthetic = isSynthetic
    this.#index = index
  }

  get fullName(): string {
    return `${this.parent.fullName}.${this.name}`
  }

  get file(): FileElement {
    return this.parent.file
  }

  get path(): number[] {
    return [...this.parent.path, Tag.message.oneofs, this.#index]
  }
}

/** A field of a message, or an extension. */
export class FieldElement extends Declared {
  readonly proto: FieldDescriptorProto
  readonly number: number
  #features: ResolvedFeatures | undefined

  constructor(file: FileElement, parent: MessageElement | undefined, proto: FieldDescriptorProto, index: number) {
    super(file, parent, proto.name, fieldTag(parent, proto), index)
    this.proto = proto
    this.number = proto.number
  }

  /** Full name of the extended message; undefined for a field that is no extension. */
  get extendee(): string | undefined {
    return this.proto.extendee === '' ? undefined : withoutDot(this.proto.extendee)
  }

  /** Full name of the message, group or enum; '' for a scalar. */
  get typeName(): string {
    return withoutDot(this.proto.typeName)
  }

  /** The message of a message or group field, when the image has it. */
  get messageType(): MessageElement | undefined {
    return this.file.schema.messages.get(this.typeName)
  }

  get enumType(): EnumElement | undefined {
    return this.file.schema.enums.get(this.typeName)
  }

  get isMap(): boolean {
    return this.isRepeated && this.messageType?.isMapEntry === true
  }

  get isRepeated(): boolean {
    return this.proto.label === Label.REPEATED
  }

  /** The oneof that somebody wrote around the field; a synthetic one does not count. */
  get oneof(): OneofElement | undefined {
    if (this.parent === undefined || this.extendee !== undefined || this.proto.proto3Optional) return undefined
    return isPresent(this.proto, 'oneofIndex') ? this.parent.oneofs[this.proto.oneofIndex] : undefined
  }

  get features(): ResolvedFeatures {
    this.#features ??= inheritFeatures(this.inherited, this.proto.options?.features)
    return this.#features
  }
}

function fieldTag(parent: MessageElement | undefined, proto: FieldDescriptorProto): number {
  if (parent === undefined) return Tag.file.extensions
  return proto.extendee === '' ? Tag.message.fields : Tag.message.extensions
}

export class EnumElement extends Declared {
  readonly proto: EnumDescriptorProto
  #features: ResolvedFeatures | undefined
  #numbers: ReadonlyMap<number, EnumNumber> | undefined
  #reservedNumbers: NumberRanges | undefined
  #reservedNames: ReadonlySet<string> | undefined

  constructor(file: FileElement, parent: MessageElement | undefined, proto: EnumDescriptorProto, index: number) {
    super(file, parent, proto.name, parent === undefined ? Tag.file.enums : Tag.message.enums, index)
    this.proto = proto
  }

  get features(): ResolvedFeatures {
    this.#features ??= inheritFeatures(this.inherited, this.proto.options?.features)
    return this.#features
  }

  /** The values by number; a number has more than one name when the enum allows aliases. */
  get numbers(): ReadonlyMap<number, EnumNumber> {
    if (this.#numbers === undefined) {
      const numbers = new Map<number, { enum: EnumElement; number: number; values: EnumValueElement[] }>()
      this.proto.value.forEach((proto, index) => {
        const known = numbers.get(proto.number)
        const value = new EnumValueElement(this, proto, index)
        if (known === undefined) numbers.set(proto.number, { enum: this, number: proto.number, values: [value] })
        else known.values.push(value)
      })
      this.#numbers = numbers
    }
    return this.#numbers
  }

  get reservedNumbers(): NumberRanges {
    this.#reservedNumbers ??= new NumberRanges(this.proto.reservedRange, MAX_ENUM_NUMBER)
    return this.#reservedNumbers
  }

  get reservedNames(): ReadonlySet<string> {
    this.#reservedNames ??= new Set(this.proto.reservedName)
    return this.#reservedNames
  }
}

/** A number of an enum and the values that carry it: at least one. */
export interface EnumNumber {
  readonly enum: EnumElement
  readonly number: number
  readonly values: readonly EnumValueElement[]
}

export class EnumValueElement {
  readonly parent: EnumElement
  readonly name: string
  readonly number: number
  readonly #index: number

  constructor(parent: EnumElement, proto: EnumValueDescriptorProto, index: number) {
    this.parent = parent
    this.name = proto.name
    this.number = proto.number
    this.#index = index
  }

  get file(): FileElement {
    return this.parent.file
  }

  /** Enum values are siblings of their enum, not children of it (Protobuf language specification, "Enum values"). */
  get fullName(): string {
    const { fullName, name } = this.parent
    return fullName.slice(0, fullName.length - name.length) + this.name
  }

  get path(): number[] {
    return [...this.parent.path, Tag.enum.values, this.#index]
  }
}

export class ServiceElement extends Declared {
  readonly rpcs = new Map<string, RpcElement>()

  constructor(file: FileElement, proto: ServiceDescriptorProto, index: number) {
    super(file, undefined, proto.name, Tag.file.services, index)
    proto.method.forEach((method, methodIndex) => {
      this.rpcs.set(method.name, new RpcElement(this, method, methodIndex))
    })
  }
}

export class RpcElement {
  readonly parent: ServiceElement
  readonly proto: MethodDescriptorProto
  readonly name: string
  readonly #index: number

  constructor(parent: ServiceElement, proto: MethodDescriptorProto, index: number) {
    this.parent = parent
    this.proto = proto
    this.name = proto.name
    this.#index = index
  }

  get file(): FileElement {
    return this.parent.file
  }

  get fullName(): string {
    return `${this.parent.fullName}.${this.name}`
  }

  get path(): number[] {
    return [...this.parent.path, Tag.service.methods, this.#index]
  }

  get requestType(): string {
    return withoutDot(this.proto.inputType)
  }

  get responseType(): string {
    return withoutDot(this.proto.outputType)
  }
}

/** Anything that has a place of its own in a file. */
export type Element =
  | MessageElement
  | FieldElement
  | OneofElement
  | EnumElement
  | EnumValueElement
  | ServiceElement
  | RpcElement

/** Ranges of messages have an exclusive end in descriptor.proto, those of enums an inclusive one. */
function withoutEnd({ start, end }: { start: number; end: number }): { start: number; end: number } {
  return { start, end: end - 1 }
}

function withoutDot(name: string): string {
  return name.startsWith('.') ? name.slice(1) : name
}

/** True when an optional scalar of a descriptor was set: unset ones are on the prototype (protobuf-es, proto2 messages). */
function isPresent(message: object, property: string): boolean {
  return Object.hasOwn(message, property)
}
