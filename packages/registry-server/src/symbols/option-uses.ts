import type { UnknownField } from '@bufbuild/protobuf'
import { BinaryReader, WireType } from '@bufbuild/protobuf/wire'
import {
  type DescriptorProto,
  type FieldDescriptorProto,
  FieldDescriptorProto_Type as FieldType,
  type FileDescriptorProto,
} from '@bufbuild/protobuf/wkt'
import type { Image } from '@wireproof/compiler'

/** How deep values of options are followed; the compiler takes no deeper ones. */
const MAX_DEPTH = 100

/** Options of any element, as the compiler leaves them: custom ones are unknown fields. */
export interface Options {
  readonly $typeName: string
  readonly $unknown?: readonly UnknownField[] | undefined
}

/** Finds out which extensions an option is made of, and which fields its value sets. */
export class OptionUses {
  /** By message, then by number: fields, and extensions of the message. */
  readonly #fields = new Map<string, Map<number, { fullName: string; proto: FieldDescriptorProto }>>()

  constructor(image: Image) {
    for (const { proto } of image.files) this.#addFile(proto)
  }

  /** Full names of the extensions that are set, and of all fields and extensions that their values set. */
  of(options: Options | undefined): ReadonlySet<string> {
    const found = new Set<string>()
    for (const { no, wireType, data } of options?.$unknown ?? []) {
      this.#visit(options?.$typeName ?? '', no, wireType, new BinaryReader(data), found, MAX_DEPTH)
    }
    return found
  }

  #visit(message: string, no: number, wireType: WireType, reader: BinaryReader, found: Set<string>, depth: number) {
    const field = this.#fields.get(message)?.get(no)
    if (field !== undefined) found.add(field.fullName)
    const isMessage = field?.proto.type === FieldType.MESSAGE || field?.proto.type === FieldType.GROUP
    if (field === undefined || !isMessage || depth === 0) {
      reader.skip(wireType, no)
      return
    }
    const type = field.proto.typeName.slice(1)
    if (wireType === WireType.StartGroup) {
      for (let [inner, innerType] = reader.tag(); innerType !== WireType.EndGroup; [inner, innerType] = reader.tag()) {
        this.#visit(type, inner, innerType, reader, found, depth - 1)
      }
      return
    }
    const value = new BinaryReader(reader.bytes())
    while (value.pos < value.len) {
      const [inner, innerType] = value.tag()
      this.#visit(type, inner, innerType, value, found, depth - 1)
    }
  }

  #addFile(file: FileDescriptorProto): void {
    const scope = file.package === '' ? '' : `${file.package}.`
    for (const extension of file.extension) this.#addField(extension.extendee.slice(1), scope, extension)
    for (const message of file.messageType) this.#addMessage(message, scope)
  }

  #addMessage(message: DescriptorProto, scope: string): void {
    const fullName = scope + message.name
    for (const field of message.field) this.#addField(fullName, `${fullName}.`, field)
    for (const extension of message.extension) this.#addField(extension.extendee.slice(1), `${fullName}.`, extension)
    for (const nested of message.nestedType) this.#addMessage(nested, `${fullName}.`)
  }

  #addField(message: string, scope: string, proto: FieldDescriptorProto): void {
    const fields = this.#fields.get(message) ?? new Map<number, { fullName: string; proto: FieldDescriptorProto }>()
    this.#fields.set(message, fields)
    fields.set(proto.number, { fullName: scope + proto.name, proto })
  }
}
