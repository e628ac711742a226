import {
  type EnumValueDescriptorProto,
  FeatureSet_FieldPresence as FieldPresence,
  FieldDescriptorProto_Label as Label,
  FeatureSet_MessageEncoding as MessageEncoding,
  FeatureSet_RepeatedFieldEncoding as RepeatedFieldEncoding,
  FieldDescriptorProto_Type as Type,
} from '@bufbuild/protobuf/wkt'
import { fieldFeatures, fileFeatures, mergeFeatures, type ResolvedFeatures } from '../descriptor/features.ts'
import type { EnumElement, FieldElement, MessageElement, OneofElement } from '../descriptor/unlinked-file.ts'
import type { EnumSymbol, MessageSymbol, TypeSymbol } from '../link/link-symbol.ts'
import { SymbolKind } from '../link/link-symbol.ts'
import type { LinkedFile } from '../link/linked-file.ts'

/** A message as the type of an option or of a part of one. */
export interface MessageType {
  readonly fullName: string
  readonly file: LinkedFile
  readonly element: MessageElement
  readonly fields: ReadonlyMap<string, FieldType>
}

/** A field or extension that an option can set. */
export interface FieldType {
  readonly name: string
  readonly fullName: string
  readonly number: number
  readonly type: Type
  readonly isRepeated: boolean
  readonly isExtension: boolean
  /** The name of the message or enum that it is made of. */
  readonly typeSymbol: TypeSymbol | undefined
  /** The message that has the field; for an extension the one that it extends. */
  readonly container: MessageElement | undefined
  readonly oneof: OneofElement | undefined
  readonly element: FieldElement
  readonly file: LinkedFile
}

/** An enum as the type of an option. */
export interface EnumType {
  readonly fullName: string
  readonly file: LinkedFile
  readonly byName: ReadonlyMap<string, EnumValueDescriptorProto>
  /** The first value of each number. */
  readonly byNumber: ReadonlyMap<number, EnumValueDescriptorProto>
}

/** How a field is written on the wire, beyond its type. */
export interface FieldEncoding {
  readonly isPacked: boolean
  /** Whether its messages stand between group tags instead of behind a length. */
  readonly isDelimited: boolean
  /** Whether a zero is the same as no value, and so is not written. */
  readonly hasImplicitPresence: boolean
}

/**
 * The types that options of one compilation are made of, made when they are first needed: nearly all messages never
 * are an option.
 */
export class OptionTypes {
  readonly #files = new WeakMap<LinkedFile, FileTypes>()
  readonly #enums = new WeakMap<EnumElement, EnumType>()

  messageType(symbol: MessageSymbol): MessageType {
    const types = this.#typesOf(symbol.file)
    let type = types.messages.get(symbol.element)
    if (type === undefined) {
      const fields = types.fieldsOf.get(symbol.element) ?? []
      const { fullName, file, element } = symbol
      type = { fullName, file, element, fields: new Map(fields.map((field) => [field.name, field])) }
      types.messages.set(symbol.element, type)
    }
    return type
  }

  fieldType(file: LinkedFile, element: FieldElement): FieldType | undefined {
    return this.#typesOf(file).fields.get(element)
  }

  enumType(symbol: EnumSymbol): EnumType {
    let type = this.#enums.get(symbol.element)
    if (type === undefined) {
      const byName = new Map<string, EnumValueDescriptorProto>()
      const byNumber = new Map<number, EnumValueDescriptorProto>()
      for (const value of symbol.element.proto.value) {
        if (!byName.has(value.name)) byName.set(value.name, value)
        if (!byNumber.has(value.number)) byNumber.set(value.number, value)
      }
      type = { fullName: symbol.fullName, file: symbol.file, byName, byNumber }
      this.#enums.set(symbol.element, type)
    }
    return type
  }

  /** Asks for the field's own options, which must have been interpreted. */
  encoding(field: FieldType): FieldEncoding {
    const types = this.#typesOf(field.file)
    let encoding = types.encodings.get(field.element)
    if (encoding === undefined) {
      const features = this.features(field)
      encoding = {
        isPacked: field.isRepeated && isPackable(field.type) && isPacked(features),
        isDelimited: features.messageEncoding === MessageEncoding.DELIMITED && !isMapEntry(field),
        hasImplicitPresence: features.fieldPresence === FieldPresence.IMPLICIT && isPlainScalar(field),
      }
      types.encodings.set(field.element, encoding)
    }
    return encoding
  }

  /** The language features of a field; its own options must have been interpreted. */
  features(field: FieldType): ResolvedFeatures {
    return fieldFeatures(parentFeatures(field), field.element.proto)
  }

  #typesOf(file: LinkedFile): FileTypes {
    let types = this.#files.get(file)
    if (types === undefined) {
      types = buildFileTypes(file)
      this.#files.set(file, types)
    }
    return types
  }
}

interface FileTypes {
  readonly fieldsOf: ReadonlyMap<MessageElement, readonly FieldType[]>
  readonly fields: ReadonlyMap<FieldElement, FieldType>
  readonly messages: Map<MessageElement, MessageType>
  readonly encodings: Map<FieldElement, FieldEncoding>
}

function buildFileTypes(file: LinkedFile): FileTypes {
  const fieldsOf = new Map<MessageElement, FieldType[]>()
  const fields = new Map<FieldElement, FieldType>()
  for (const [index, element] of file.unlinked.fields.entries()) {
    const field = buildFieldType(file, element, index)
    fields.set(element, field)
    if (field.isExtension || element.parent === undefined) continue
    const siblings = fieldsOf.get(element.parent)
    if (siblings === undefined) fieldsOf.set(element.parent, [field])
    else siblings.push(field)
  }
  return { fieldsOf, fields, messages: new Map(), encodings: new Map() }
}

function buildFieldType(file: LinkedFile, element: FieldElement, index: number): FieldType {
  const { proto } = element
  const isExtension = element.extend !== undefined
  const extendee = file.extendees[index]
  const container = extendee?.kind === SymbolKind.Message ? extendee.element : undefined
  return {
    name: proto.name,
    fullName: element.fullName,
    number: proto.number,
    type: proto.type,
    isRepeated: proto.label === Label.REPEATED,
    isExtension,
    typeSymbol: file.fieldTypes[index],
    container: isExtension ? container : element.parent,
    oneof: element.oneof,
    element,
    file,
  }
}

function parentFeatures({ file, element }: FieldType): ResolvedFeatures {
  const chain: MessageElement[] = []
  for (let message = element.parent; message !== undefined; message = message.parent) chain.unshift(message)
  let features = fileFeatures(file.unlinked.proto)
  for (const { proto } of chain) features = mergeFeatures(features, proto.options?.features)
  return mergeFeatures(features, element.oneof?.proto.options?.features)
}

function isPacked(features: ResolvedFeatures): boolean {
  return features.repeatedFieldEncoding === RepeatedFieldEncoding.PACKED
}

/** Whether values of a type can stand side by side without tags: all but strings, bytes and messages. */
export function isPackable(type: Type): boolean {
  return type !== Type.STRING && type !== Type.BYTES && type !== Type.MESSAGE && type !== Type.GROUP
}

/** Whether a field is a map, which is a repeated message that the compiler has made for it. */
export function isMapEntry({ typeSymbol }: FieldType): boolean {
  return typeSymbol?.kind === SymbolKind.Message && typeSymbol.element.proto.options?.mapEntry === true
}

/** Whether only features decide on the presence of a field; all others track it. */
function isPlainScalar({ isRepeated, isExtension, oneof, typeSymbol }: FieldType): boolean {
  return !isRepeated && !isExtension && oneof === undefined && typeSymbol?.kind !== SymbolKind.Message
}
