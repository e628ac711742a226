import { isWireCompatible, isWireJsonCompatible } from '../compatibility.ts'
import { describeType, isNamedKind, kindOf } from '../kind.ts'
import type { Report } from '../rule.ts'
import { type FieldElement, Tag } from '../schema/element.ts'
import { type Site, siteOfFieldPart } from '../site.ts'
import { describeField } from '../wording.ts'

/** What the rules about types say of a field whose type changed: which of them says it depends on who is hurt. */
export function describeChangedType(prev: FieldElement, next: FieldElement): Report {
  const from = describeType(prev)
  const to = describeType(next)
  return {
    at: siteOfType(next),
    against: siteOfType(prev),
    symbol: prev.fullName,
    nature: `type of ${next.number}: ${from} -> ${to}`,
    what: `${describeField(next)} changed type from ${from} to ${to}`,
    harm: harmOf(prev, next),
    instead: `Keep ${from}, and add a field with a new number for the new type.`,
  }
}

function harmOf(prev: FieldElement, next: FieldElement): string {
  const [from, to] = [kindOf(prev), kindOf(next)]
  if (from === 'string' && to === 'bytes') {
    return 'Binary data reads on, but JSON data does not, since JSON writes bytes as base64, and generated code changes its type.'
  }
  if (from === 'bytes' && to === 'string') {
    return 'Binary data that is not valid UTF-8 is rejected, JSON data is read as base64 text, and generated code changes its type.'
  }
  if (from === to && (from === 'message' || from === 'group')) {
    return 'Data is read as another message, whose fields need not agree, and generated code changes its type.'
  }
  if (from === to && from === 'enum' && !isWireCompatible(prev, next)) {
    return 'Numbers and names of the values need not agree, in binary and in JSON, and generated code changes its type.'
  }
  if (isWireJsonCompatible(prev, next)) {
    return 'Data reads on in binary and JSON for values that fit both types, but generated code changes its type.'
  }
  if (isWireCompatible(prev, next)) {
    return 'Binary data reads on for values that fit both types, but JSON writes them differently, and generated code changes its type.'
  }
  return 'Old data is misread or rejected, in binary and often in JSON, and generated code changes its type.'
}

function siteOfType(field: FieldElement): Site {
  return siteOfFieldPart(field, isNamedKind(kindOf(field)) ? Tag.field.typeName : Tag.field.type)
}
