import { isNamedKind, type Kind, kindOf } from './kind.ts'
import type { EnumElement, FieldElement } from './schema/element.ts'

/**
 * Kinds that read each other's binary data: the same bytes, and for values that fit the same number.
 *
 * Source: "Updating A Message Type" of the Protobuf language guide. Enums and integers, and messages and bytes, are
 * kept apart although their bytes agree, because whether the values do can't be seen from the schemas.
 */
const WIRE_GROUPS: readonly (readonly Kind[])[] = [
  ['int32', 'int64', 'uint32', 'uint64', 'bool'],
  ['sint32', 'sint64'],
  ['fixed32', 'sfixed32'],
  ['fixed64', 'sfixed64'],
]

/**
 * Kinds that read each other's binary *and* JSON data.
 *
 * Source: "Updating A Message Type" and "JSON Mapping" of the Protobuf language guide: 64-bit integers are JSON
 * strings, so they don't mix with 32-bit ones.
 */
const WIRE_JSON_GROUPS: readonly (readonly Kind[])[] = [
  ['int32', 'uint32'],
  ['int64', 'uint64'],
  ['fixed32', 'sfixed32'],
  ['fixed64', 'sfixed64'],
]

/** True when readers of `next` understand binary data of `prev`. A string may become bytes, but not the other way. */
export function isWireCompatible(prev: FieldElement, next: FieldElement): boolean {
  const [from, to] = [kindOf(prev), kindOf(next)]
  return isSameGroup(WIRE_GROUPS, from, to) ? isSameType(prev, next, to) : from === 'string' && to === 'bytes'
}

/** True when readers of `next` understand binary and JSON data of `prev`. */
export function isWireJsonCompatible(prev: FieldElement, next: FieldElement): boolean {
  const [from, to] = [kindOf(prev), kindOf(next)]
  return isSameGroup(WIRE_JSON_GROUPS, from, to) && isSameType(prev, next, to)
}

function isSameGroup(groups: readonly (readonly Kind[])[], a: Kind, b: Kind): boolean {
  return a === b || groups.some((group) => group.includes(a) && group.includes(b))
}

function isSameType(prev: FieldElement, next: FieldElement, kind: Kind): boolean {
  if (!isNamedKind(kind) || prev.typeName === next.typeName) return true
  return kind === 'enum' && isMovedEnum(prev.enumType, next.enumType)
}

/** An enum that moved: the same short name, and every value is still there. Source: observed behaviour of buf 1.75. */
function isMovedEnum(prev: EnumElement | undefined, next: EnumElement | undefined): boolean {
  if (prev === undefined || next === undefined || prev.name !== next.name) return false
  const numbers = new Map(next.proto.value.map((value) => [value.name, value.number]))
  return prev.proto.value.every((value) => numbers.get(value.name) === value.number)
}
