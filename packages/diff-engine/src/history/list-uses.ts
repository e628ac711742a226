import type { Image } from '@wireproof/compiler'
import { describeType } from '../kind.ts'
import type { EnumElement, FieldElement, MessageElement } from '../schema/element.ts'
import { SchemaIndex } from '../schema/schema-index.ts'
import type { Use } from './use.ts'

/**
 * The uses of numbers and names in the files of an image that are not there as imports: those have a history of their
 * own. Entries of maps are left out, since the map field says all about them. In order of declaration.
 *
 * Throws ConflictingSchemaError when the image declares something twice.
 */
export function listUses(image: Image): Use[] {
  return listUsesOf(new SchemaIndex('next', image))
}

/** As `listUses`, for an image that is indexed already. */
export function listUsesOf(schema: SchemaIndex): Use[] {
  const uses: Use[] = []
  for (const file of schema.files.values()) {
    if (file.image.isImport) continue
    for (const message of file.messages.values()) if (!message.isMapEntry) addFields(uses, message)
    for (const element of file.enums.values()) addValues(uses, element)
    for (const extension of file.extensions.values()) uses.push(extensionUse(extension))
  }
  return uses
}

function addFields(uses: Use[], message: MessageElement): void {
  const symbol = message.fullName
  for (const field of message.fields.values()) {
    const { number, name } = field
    uses.push({ kind: 'field', symbol, number, name, jsonName: field.proto.jsonName, type: typeOf(field) })
  }
}

function addValues(uses: Use[], element: EnumElement): void {
  const symbol = element.fullName
  for (const { number, name } of element.proto.value) {
    uses.push({ kind: 'enum value', symbol, number, name, jsonName: name, type: '' })
  }
}

function extensionUse(extension: FieldElement): Use {
  const name = `[${extension.fullName}]`
  const { number, extendee = '' } = extension
  return { kind: 'extension', symbol: extendee, number, name, jsonName: name, type: typeOf(extension) }
}

function typeOf(field: FieldElement): string {
  const type = describeType(field)
  return field.isRepeated && !field.isMap ? `repeated ${type}` : type
}
