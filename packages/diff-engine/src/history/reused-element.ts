import type { EnumValueElement, FieldElement } from '../schema/element.ts'
import { extensionKey, type SchemaIndex } from '../schema/schema-index.ts'
import type { Use } from './use.ts'

/** What declares a use in a version that has it; undefined when that version does not. */
export function findElement(schema: SchemaIndex, use: Use): FieldElement | EnumValueElement | undefined {
  const { kind, symbol, number, name } = use
  if (kind === 'extension') return findExtension(schema, symbol, number)
  if (kind === 'field') return schema.messages.get(symbol)?.fields.get(number)
  return schema.enums
    .get(symbol)
    ?.numbers.get(number)
    ?.values.find((value) => value.name === name)
}

export function findExtension(schema: SchemaIndex, extendee: string, number: number): FieldElement | undefined {
  return schema.extensions.get(extensionKey({ extendee, number }))
}
