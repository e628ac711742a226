import type { EnumElement, FieldElement } from '../schema/element.ts'
import type { SchemaIndex } from '../schema/schema-index.ts'

/** The fields and extensions of one side that hold each enum, a map by the enum of its values. */
export function enumHolders(schema: SchemaIndex): ReadonlyMap<EnumElement, readonly FieldElement[]> {
  const holders = new Map<EnumElement, FieldElement[]>()
  const add = (field: FieldElement) => {
    const element = field.enumType
    const holder = field.parent?.mapField ?? field
    if (element === undefined) return
    const known = holders.get(element)
    if (known === undefined) holders.set(element, [holder])
    else known.push(holder)
  }
  for (const message of schema.messages.values()) for (const field of message.fields.values()) add(field)
  for (const extension of schema.extensions.values()) add(extension)
  return holders
}
