import { isJsonArray, isJsonObject, type Json, JsonNumber } from './json-tree.ts'

/** True when two trees say the same: numbers by value, members of objects in any order. */
export function isSameJson(a: Json | undefined, b: Json | undefined): boolean {
  if (a instanceof JsonNumber && b instanceof JsonNumber) return Object.is(Number(a.text), Number(b.text))
  if (a === undefined || b === undefined || a === null || b === null) return a === b
  if (isJsonArray(a))
    return isJsonArray(b) && a.length === b.length && a.every((element, i) => isSameJson(element, b[i]))
  if (!isJsonObject(a) || !isJsonObject(b)) return a === b
  return a.size === b.size && [...a].every(([key, member]) => isSameJson(member, b.get(key)))
}
