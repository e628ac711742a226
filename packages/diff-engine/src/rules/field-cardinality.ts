import { type Cardinality, cardinalityOf } from '../cardinality.ts'
import { defineRule, type Report } from '../rule.ts'
import type { FieldElement } from '../schema/element.ts'
import { siteOf } from '../site.ts'
import { describeField } from '../wording.ts'

/**
 * Binary data of the same group reads on.
 *
 * Source: "Updating A Message Type" of the Protobuf language guide; a map is on the wire a repeated field of entries.
 * Singular and repeated are kept apart, since a reader of the one loses elements of the other.
 */
const WIRE_GROUP: Readonly<Record<Cardinality, number>> = {
  'explicit presence': 0,
  'implicit presence': 0,
  required: 1,
  repeated: 2,
  map: 2,
}

/** Binary and JSON data of the same group reads on: in JSON a map is an object, a repeated field an array. */
const WIRE_JSON_GROUP: Readonly<Record<Cardinality, number>> = { ...WIRE_GROUP, map: 3 }

/** In v1beta1 this rule was in all categories, beside the two that are more lenient. */
export const fieldSameCardinality = defineRule({
  id: 'FIELD_SAME_CARDINALITY',
  summary: 'A field keeps its cardinality: implicit or explicit presence, required, repeated, or map.',
  categories: ['FILE', 'PACKAGE'],
  before: { v1: ['FILE', 'PACKAGE'], v1beta1: ['FILE', 'PACKAGE', 'WIRE_JSON', 'WIRE'] },
  on: 'fieldPair',
  check: (report, prev, next) => checkCardinality(report, prev, next, (a, b) => a === b),
})

export const fieldWireCompatibleCardinality = defineRule({
  id: 'FIELD_WIRE_COMPATIBLE_CARDINALITY',
  summary: 'A field keeps a cardinality that reads old binary data.',
  categories: ['WIRE'],
  on: 'fieldPair',
  check: (report, prev, next) => checkCardinality(report, prev, next, (a, b) => WIRE_GROUP[a] === WIRE_GROUP[b]),
})

export const fieldWireJsonCompatibleCardinality = defineRule({
  id: 'FIELD_WIRE_JSON_COMPATIBLE_CARDINALITY',
  summary: 'A field keeps a cardinality that reads old binary and JSON data.',
  categories: ['WIRE_JSON', 'CSR'],
  on: 'fieldPair',
  check: (report, prev, next) =>
    checkCardinality(report, prev, next, (a, b) => WIRE_JSON_GROUP[a] === WIRE_JSON_GROUP[b]),
})

export const fieldCardinality = [
  fieldSameCardinality,
  fieldWireCompatibleCardinality,
  fieldWireJsonCompatibleCardinality,
] as const

function checkCardinality(
  report: (report: Report) => void,
  prev: FieldElement,
  next: FieldElement,
  isFine: (prev: Cardinality, next: Cardinality) => boolean,
): void {
  // Nobody wrote the fields of a map entry, and their presence depends on the syntax of the file only.
  if (prev.parent?.isMapEntry && next.parent?.isMapEntry) return
  const from = cardinalityOf(prev)
  const to = cardinalityOf(next)
  if (isFine(from, to)) return
  report({
    at: siteOf(next),
    against: siteOf(prev),
    symbol: prev.fullName,
    nature: `cardinality of ${next.number}: ${from} -> ${to}`,
    what: `${describeField(next)} changed from ${WORDS[from]} to ${WORDS[to]}`,
    harm: harmOf(from, to),
    instead: `Keep it ${WORDS[from]}${isSingular(from) && isSingular(to) ? '' : ', and add a field with a new number'}.`,
  })
}

const WORDS: Readonly<Record<Cardinality, string>> = {
  'explicit presence': 'optional with explicit presence',
  'implicit presence': 'optional with implicit presence',
  required: 'required',
  repeated: 'repeated',
  map: 'a map',
}

function isSingular(cardinality: Cardinality): boolean {
  return WIRE_GROUP[cardinality] < 2
}

function harmOf(from: Cardinality, to: Cardinality): string {
  if (to === 'required') return 'Readers reject every message without it, and generated code changes its accessors.'
  if (from === 'required') return 'Readers that still require it reject every message without it.'
  if (isSingular(from) && isSingular(to)) {
    return 'Data reads on, but whether the field was set is told apart on one side only, and generated code changes its accessors.'
  }
  if (!isSingular(from) && !isSingular(to)) {
    return 'Binary data reads on for entries of the same shape, but JSON changes between array and object, and generated code changes its type.'
  }
  return 'One side sees only the last element of the other or fails to read it, JSON changes its shape, and generated code changes its type.'
}
