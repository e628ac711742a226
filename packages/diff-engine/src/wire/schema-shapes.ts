import { FeatureSet_EnumType as EnumType, FeatureSet_Utf8Validation as Utf8Validation } from '@bufbuild/protobuf/wkt'
import { cardinalityOf } from '../cardinality.ts'
import { defaultValueOf } from '../default-value.ts'
import { kindOf } from '../kind.ts'
import type { EnumElement, FieldElement, MessageElement } from '../schema/element.ts'
import type { SchemaIndex } from '../schema/schema-index.ts'
import { isPackedField } from './is-packed.ts'
import { domainOf, isPackable } from './scalar-kind.ts'
import type { Cardinality, EnumShape, FieldShape, MessageShape, Presence } from './shape.ts'
import type { Scalar } from './value.ts'

/**
 * The shapes of one side of a comparison, made on demand: a type is looked at when it is asked for. There is one shape
 * for each element, so shapes can be compared by identity.
 */
export class SchemaShapes {
  readonly #index: SchemaIndex
  readonly #messages = new Map<MessageElement, MessageShape>()
  readonly #enums = new Map<EnumElement, EnumShape>()
  readonly #fieldElements = new WeakMap<FieldShape, FieldElement>()
  readonly #messageElements = new WeakMap<MessageShape, MessageElement>()
  #extensions: ReadonlyMap<string, readonly FieldElement[]> | undefined

  constructor(index: SchemaIndex) {
    this.#index = index
  }

  /** Undefined when this side has no message of that name. */
  find(fullName: string): MessageShape | undefined {
    const element = this.#index.messages.get(fullName)
    return element === undefined ? undefined : this.of(element)
  }

  of(element: MessageElement): MessageShape {
    let shape = this.#messages.get(element)
    if (shape === undefined) {
      shape = new ElementShape(element, () => this.#fieldsOf(element))
      this.#messages.set(element, shape)
      this.#messageElements.set(shape, element)
    }
    return shape
  }

  /** The field or extension that a shape of this side was made of. */
  fieldElementOf(shape: FieldShape): FieldElement | undefined {
    return this.#fieldElements.get(shape)
  }

  messageElementOf(shape: MessageShape): MessageElement | undefined {
    return this.#messageElements.get(shape)
  }

  /** True when a field anywhere on this side holds a `google.protobuf.Any`. */
  get hasAny(): boolean {
    return [...this.#index.messages.values()].some((message) =>
      [...message.fields.values()].some(({ typeName }) => typeName === 'google.protobuf.Any'),
    )
  }

  #fieldsOf(message: MessageElement): ReadonlyMap<number, FieldShape> {
    const fields = new Map<number, FieldShape>()
    for (const field of [...message.fields.values(), ...this.#extensionsOf(message.fullName)]) {
      fields.set(field.number, this.#fieldShape(field, message))
    }
    return fields
  }

  #extensionsOf(fullName: string): readonly FieldElement[] {
    if (this.#extensions === undefined) {
      const extensions = new Map<string, FieldElement[]>()
      for (const extension of this.#index.extensions.values()) {
        const extendee = extension.extendee ?? ''
        const known = extensions.get(extendee)
        if (known === undefined) extensions.set(extendee, [extension])
        else known.push(extension)
      }
      this.#extensions = extensions
    }
    return this.#extensions.get(fullName) ?? []
  }

  #fieldShape(field: FieldElement, message: MessageElement): FieldShape {
    const kind = kindOf(field)
    const { messageType, enumType } = field
    const isExtension = field.extendee !== undefined
    const shape: FieldShape = {
      number: field.number,
      name: field.name,
      jsonName: isExtension ? `[${field.fullName}]` : field.proto.jsonName,
      kind,
      cardinality: cardinality(field),
      // Writers of maps always write both key and value (encoding specification, "Maps").
      presence: message.isMapEntry ? 'explicit' : presence(field),
      isPacked: field.isRepeated && isPackable(kind) && isPackedField(field),
      oneof: field.oneof?.name,
      checksUtf8: kind === 'string' && checksUtf8(field, message),
      defaultValue: defaultValue(field),
      enumType: enumType === undefined ? undefined : this.#enumShape(enumType),
      messageType: messageType === undefined ? undefined : this.of(messageType),
    }
    this.#fieldElements.set(shape, field)
    return shape
  }

  #enumShape(element: EnumElement): EnumShape {
    let shape = this.#enums.get(element)
    if (shape === undefined) {
      shape = {
        fullName: element.fullName,
        isClosed: element.features.enumType === EnumType.CLOSED,
        values: element.proto.value.map(({ name, number }) => ({ name, number: BigInt(number) })),
      }
      this.#enums.set(element, shape)
    }
    return shape
  }
}

class ElementShape implements MessageShape {
  readonly fullName: string
  readonly isMessageSet: boolean
  readonly #makeFields: () => ReadonlyMap<number, FieldShape>
  #fields: ReadonlyMap<number, FieldShape> | undefined

  constructor(element: MessageElement, makeFields: () => ReadonlyMap<number, FieldShape>) {
    this.fullName = element.fullName
    this.isMessageSet = element.proto.options?.messageSetWireFormat === true
    this.#makeFields = makeFields
  }

  get fields(): ReadonlyMap<number, FieldShape> {
    this.#fields ??= this.#makeFields()
    return this.#fields
  }
}

function cardinality(field: FieldElement): Cardinality {
  if (field.isMap) return 'map'
  return field.isRepeated ? 'repeated' : 'singular'
}

function presence(field: FieldElement): Presence {
  switch (cardinalityOf(field)) {
    case 'required':
      return 'required'
    case 'explicit presence':
      return 'explicit'
    default:
      return 'implicit'
  }
}

/** Features of a map field hold for its key and value.. */
function checksUtf8(field: FieldElement, message: MessageElement): boolean {
  return (message.mapField ?? field).features.utf8Validation === Utf8Validation.VERIFY
}

function defaultValue(field: FieldElement): Scalar | undefined {
  const value = defaultValueOf(field)?.value
  if (value === undefined) return undefined
  if (typeof value === 'string') return Uint8Array.from(value, (char) => char.charCodeAt(0))
  return domainOf(kindOf(field)) === 'float' ? Number(value) : BigInt(value)
}
