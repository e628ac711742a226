import { isSameDefault } from './compare.ts'
import { jsonFormOf } from './json-form.ts'
import { isPackable } from './scalar-kind.ts'
import type { EnumShape, FieldShape, WireFormat } from './shape.ts'

/**
 * True when no value of the one field can be lost under the other, apart from what happens inside message types: all
 * that travels is the same. The quick way past fields that did not change.
 */
export function isSameShape(format: WireFormat, a: FieldShape, b: FieldShape): boolean {
  if (a.kind !== b.kind || a.cardinality !== b.cardinality || a.presence !== b.presence) return false
  if (a.checksUtf8 !== b.checksUtf8 || a.oneof !== b.oneof || !isSameDefault(a, b)) return false
  if (format === 'json' && (a.number !== b.number || a.jsonName !== b.jsonName || a.name !== b.name)) return false
  if (format === 'binary' && isPackable(a.kind) && a.isPacked !== b.isPacked) return false
  if (!isSameEnum(format, a.enumType, b.enumType)) return false
  return a.cardinality === 'map' ? isSameEntry(format, a, b) : hasSameForm(format, a, b)
}

function isSameEntry(format: WireFormat, a: FieldShape, b: FieldShape): boolean {
  return [1, 2].every((number) => {
    const [x, y] = [a.messageType?.fields.get(number), b.messageType?.fields.get(number)]
    return x !== undefined && y !== undefined && isSameShape(format, x, y)
  })
}

/** JSON has forms of its own for some types. */
function hasSameForm(format: WireFormat, a: FieldShape, b: FieldShape): boolean {
  if (format === 'binary') return true
  const form = jsonFormOf(a.messageType)
  return (
    form === jsonFormOf(b.messageType) && (form === undefined || a.messageType?.fullName === b.messageType?.fullName)
  )
}

function isSameEnum(format: WireFormat, a: EnumShape | undefined, b: EnumShape | undefined): boolean {
  if (a === undefined || b === undefined) return a === b
  if (a.isClosed !== b.isClosed || a.values.length !== b.values.length) return false
  return a.values.every((value, i) => {
    const other = b.values[i]
    return other?.number === value.number && (format === 'binary' || other.name === value.name)
  })
}
