import type { FieldShape, MessageShape } from '../shape.ts'

/** A singular int32 with explicit presence, number 1, called `a`, unless something else is said. */
export function simpleField(parts: Partial<FieldShape> = {}): FieldShape {
  const name = parts.name ?? 'a'
  return {
    number: 1,
    name,
    jsonName: name,
    kind: 'int32',
    cardinality: 'singular',
    presence: 'explicit',
    isPacked: false,
    oneof: undefined,
    checksUtf8: true,
    defaultValue: undefined,
    enumType: undefined,
    messageType: undefined,
    ...parts,
  }
}

export function simpleMessage(...fields: readonly Partial<FieldShape>[]): MessageShape {
  const shapes = fields.map(simpleField)
  return { fullName: 'a.v1.M', fields: new Map(shapes.map((field) => [field.number, field])), isMessageSet: false }
}
