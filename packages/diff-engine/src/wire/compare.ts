import { isSameJson } from './is-same-json.ts'
import { jsonFormOf } from './json-form.ts'
import { acceptsWireType, hasSameKey, isUnlisted } from './read-binary.ts'
import { WireType, wireTypeOf, zeroOf } from './scalar-kind.ts'
import { type FieldShape, type FindType, mapEntryOf, type WireFormat } from './shape.ts'
import { innerPair, partnerOf, type ShapePair } from './shape-pair.ts'
import { elementsOf, type FieldValue, isSameBytes, isZero, MessageValue, type Scalar, type Value } from './value.ts'
import { writeJsonField } from './write-json.ts'

/** What a reader that accepts a payload can still lose of a field. */
export type ValueLossClass = 'changed' | 'dropped' | 'displaced'

/** One loss: the numbers of the writer's fields that lead to it, and its class. */
export interface ValueLoss {
  readonly path: readonly number[]
  readonly lossClass: ValueLossClass
}

/** How values are compared. */
export interface Comparison {
  readonly format: WireFormat
  readonly findWriterType?: FindType | undefined
  readonly findReaderType?: FindType | undefined
}

/**
 * What is lost of `written`, a value of the writer's shape, in `read`, what the reader got. Numbers that one side alone
 * knows are not looked at. Empty when every field has the same value.
 */
export function compareMessages(
  comparison: Comparison,
  pair: ShapePair,
  written: MessageValue,
  read: MessageValue,
): ValueLoss[] {
  const losses: ValueLoss[] = []
  for (const field of pair.writer.fields.values()) {
    const partner = partnerOf(comparison.format, pair, field)
    if (partner === undefined) continue
    const parts = { pair, field, partner, written, read }
    for (const { path, lossClass } of compareField(comparison, parts)) {
      losses.push({ path: [field.number, ...path], lossClass })
    }
  }
  return losses
}

interface FieldParts {
  readonly pair: ShapePair
  readonly field: FieldShape
  readonly partner: FieldShape
  readonly written: MessageValue
  readonly read: MessageValue
}

const here = (lossClass: ValueLossClass): ValueLoss[] => [{ path: [], lossClass }]

function compareField(comparison: Comparison, parts: FieldParts): ValueLoss[] {
  const { field, partner } = parts
  const a = writtenValue(field, parts.written.fields.get(field.number))
  const b = parts.read.fields.get(partner.number)
  if (elementsOf(a).length === 0) return compareAbsent(field, partner, b)
  if (elementsOf(b).length === 0) return compareLost(comparison, parts, a)
  if (comparison.format === 'json' && hasOwnForm(field, partner)) {
    const written = writeJsonField({ ...field, presence: 'explicit' }, a, comparison.findWriterType)
    const read = writeJsonField({ ...partner, presence: 'explicit' }, b, comparison.findReaderType)
    return isSameJson(written, read) ? [] : here('changed')
  }
  if (field.cardinality === 'map' || partner.cardinality === 'map') return compareMaps(comparison, field, partner, a, b)
  return compareElements(comparison, field, partner, elementsOf(a), elementsOf(b))
}

/** A zero of implicit presence is not in the payload: it is absent. */
function writtenValue(field: FieldShape, value: FieldValue | undefined): FieldValue | undefined {
  if (field.cardinality !== 'singular' || field.presence !== 'implicit') return value
  const element = elementsOf(value)[0]
  return element === undefined || isZero(element) ? undefined : value
}

/** What the writer left out must read as what it means there. */
function compareAbsent(field: FieldShape, partner: FieldShape, read: FieldValue | undefined): ValueLoss[] {
  if (elementsOf(read).length > 0) return here('displaced')
  return isSameDefault(field, partner) ? [] : here('displaced')
}

/**
 * True when absence means the same on both sides. Zeros, no list, no map and no message are all "nothing"; any other
 * default must be equal in the same domain.
 */
export function isSameDefault(field: FieldShape, partner: FieldShape): boolean {
  const [a, b] = [meaningOfAbsence(field), meaningOfAbsence(partner)]
  if (a === undefined || b === undefined) return a === b
  return isSameScalar(a, b)
}

function meaningOfAbsence(field: FieldShape): Scalar | undefined {
  const value = field.cardinality === 'singular' ? (field.defaultValue ?? zeroOf(field.kind)) : undefined
  return value === undefined || isZero(value) ? undefined : value
}

/** The writer set the field, the reader has nothing. */
function compareLost(
  comparison: Comparison,
  { pair, field, partner, written, read }: FieldParts,
  a: FieldValue | undefined,
) {
  const isTaken = comparison.format === 'binary' && isTakenByReader(field, partner, elementsOf(a))
  if (isTaken && partner.oneof !== undefined && isClearedByNeighbour(comparison, pair, partner, written, read)) {
    return here('displaced')
  }
  // Nothing is the same as zero where the reader can't tell them apart.
  const element = elementsOf(a)[0]
  const isNothing = partner.cardinality === 'singular' && partner.presence === 'implicit' && elementsOf(a).length === 1
  if (isNothing && element !== undefined && !(element instanceof MessageValue) && isZero(element)) {
    return isSameScalarKind(comparison, element, zeroOf(partner.kind)) ? [] : here('dropped')
  }
  return here('dropped')
}

/** True when a reader stores at least one of these elements, whatever it makes of them. */
function isTakenByReader(field: FieldShape, partner: FieldShape, elements: readonly Value[]): boolean {
  const wireType = field.isPacked ? WireType.Len : wireTypeOf(field.kind)
  if (!acceptsWireType(partner, wireType)) return false
  return elements.some((value) => typeof value !== 'bigint' || !isUnlisted(partner, BigInt.asIntN(32, value)))
}

function isSameScalarKind(comparison: Comparison, a: Scalar, b: Scalar | undefined): boolean {
  return b !== undefined && isSameElement(comparison, a, b)
}

/** True when another member of the reader's oneof is set that the writer had set as well. */
function isClearedByNeighbour(
  comparison: Comparison,
  pair: ShapePair,
  partner: FieldShape,
  written: MessageValue,
  read: MessageValue,
): boolean {
  return [...pair.writer.fields.values()].some((other) => {
    const neighbour = written.fields.has(other.number) ? partnerOf(comparison.format, pair, other) : undefined
    return (
      neighbour !== undefined &&
      neighbour.number !== partner.number &&
      neighbour.oneof === partner.oneof &&
      read.fields.has(neighbour.number)
    )
  })
}

/** True when JSON writes one of the two in a form of its own. */
function hasOwnForm(field: FieldShape, partner: FieldShape): boolean {
  return formOf(field) !== undefined || formOf(partner) !== undefined
}

function formOf(field: FieldShape) {
  return jsonFormOf(field.cardinality === 'map' ? mapEntryOf(field).value.messageType : field.messageType)
}

function compareElements(
  comparison: Comparison,
  field: FieldShape,
  partner: FieldShape,
  written: readonly Value[],
  read: readonly Value[],
): ValueLoss[] {
  if (written.length !== read.length) {
    // Only numbers that an enum does not list leave a list; anything else that is shorter was read as something else.
    const isShorter =
      partner.cardinality === 'repeated' && partner.kind === 'enum' && isSubsequence(comparison, written, read)
    return here(isShorter ? 'dropped' : 'changed')
  }
  return written.flatMap((a, i) => compareElement(comparison, field, partner, a, read[i]))
}

function compareElement(
  comparison: Comparison,
  field: FieldShape,
  partner: FieldShape,
  a: Value,
  b: Value | undefined,
): ValueLoss[] {
  if (b === undefined) return here('dropped')
  const inner =
    a instanceof MessageValue && b instanceof MessageValue ? innerPair(comparison.format, field, partner) : undefined
  if (inner !== undefined) return compareMessages(comparison, inner, a as MessageValue, b as MessageValue)
  return isSameElement(comparison, a, b) ? [] : here('changed')
}

function isSubsequence(comparison: Comparison, whole: readonly Value[], part: readonly Value[]): boolean {
  let found = 0
  for (const element of whole) {
    const wanted = part[found]
    if (wanted !== undefined && isSameElement(comparison, element, wanted)) found++
  }
  return found === part.length
}

/**
 * Entries are matched by key, since a map has no order. A list whose keys repeat can't be a map, and a single message can
 * hold one entry, but not as JSON has it.
 */
function compareMaps(
  comparison: Comparison,
  field: FieldShape,
  partner: FieldShape,
  a: FieldValue | undefined,
  b: FieldValue | undefined,
): ValueLoss[] {
  if (field.cardinality === 'singular' || partner.cardinality === 'singular') {
    if (comparison.format === 'json' || elementsOf(a).length > 1 || elementsOf(b).length > 1) return here('changed')
  }
  const [written, read] = [wholeEntries(field, elementsOf(a)), wholeEntries(partner, elementsOf(b))]
  if (written === undefined || read === undefined || hasRepeatedKeys(written) || hasRepeatedKeys(read)) {
    return here('changed')
  }
  const losses: ValueLoss[] = []
  let matched = 0
  for (const entry of written) {
    const other = read.find((candidate) => isSameKey(comparison, entry, candidate))
    if (other === undefined) continue
    matched++
    losses.push(...compareEntry(comparison, field, partner, entry, other))
  }
  if (matched < read.length) return here('changed')
  return matched < written.length ? [...losses, ...here('dropped')] : losses
}

function compareEntry(
  comparison: Comparison,
  field: FieldShape,
  partner: FieldShape,
  a: MessageValue,
  b: MessageValue,
) {
  const [x, y] = [a.fields.get(2), b.fields.get(2)]
  const inner = innerPair(comparison.format, field, partner)
  if (x instanceof MessageValue && y instanceof MessageValue && inner !== undefined) {
    return compareMessages(comparison, inner, x, y).map((loss) => ({ ...loss, path: [2, ...loss.path] }))
  }
  return isSameFieldValue(comparison, x, y) ? [] : here('changed')
}

/**
 * Entries with both parts there: a map's always are, an absent part of a message reads as its default. Undefined when an
 * element is no message of that form.
 */
function wholeEntries(field: FieldShape, entries: readonly Value[]): MessageValue[] | undefined {
  const whole: MessageValue[] = []
  for (const entry of entries) {
    if (!(entry instanceof MessageValue)) return undefined
    const parts = [1, 2].flatMap((number) => {
      const part = field.messageType?.fields.get(number)
      const value = entry.fields.get(number) ?? absentPart(part)
      return value === undefined ? [] : [[number, value] as const]
    })
    whole.push(new MessageValue(parts))
  }
  return whole
}

function absentPart(part: FieldShape | undefined): FieldValue | undefined {
  if (part === undefined) return undefined
  if (part.cardinality !== 'singular') return []
  return part.defaultValue ?? zeroOf(part.kind) ?? new MessageValue()
}

function hasRepeatedKeys(entries: readonly MessageValue[]): boolean {
  return entries.some((entry, i) => entries.slice(i + 1).some((other) => hasSameKey(entry, other)))
}

function isSameKey(comparison: Comparison, a: MessageValue, b: MessageValue): boolean {
  return isSameFieldValue(comparison, a.fields.get(1), b.fields.get(1))
}

function isSameFieldValue(comparison: Comparison, a: FieldValue | undefined, b: FieldValue | undefined): boolean {
  const [x, y] = [elementsOf(a), elementsOf(b)]
  return x.length === y.length && x.every((element, i) => isSameElement(comparison, element, y[i] ?? 0n))
}

function isSameElement({ format }: Comparison, a: Value, b: Value): boolean {
  if (a instanceof MessageValue || b instanceof MessageValue) {
    return a instanceof MessageValue && b instanceof MessageValue && isSameMessage(format, a, b)
  }
  return format === 'json' ? isSameNumber(a, b) : isSameScalar(a, b)
}

/** Equal field by field, whatever the shapes: for elements of lists, where nothing is to be located. */
function isSameMessage(format: WireFormat, a: MessageValue, b: MessageValue): boolean {
  const numbers = new Set([...a.fields.keys(), ...b.fields.keys()])
  return [...numbers].every((number) => isSameFieldValue({ format }, a.fields.get(number), b.fields.get(number)))
}

/** Same domain and same value: integers as integers, any NaN as any NaN, -0 apart from 0, bytes as bytes. */
function isSameScalar(a: Scalar, b: Scalar): boolean {
  if (a instanceof Uint8Array) return b instanceof Uint8Array && isSameBytes(a, b)
  if (typeof a === 'bigint') return typeof b === 'bigint' && a === b
  return typeof b === 'number' && Object.is(a, b)
}

/** JSON has one kind of number: an integer is the same as the float of equal value. Integers have no -0. */
function isSameNumber(a: Scalar, b: Scalar): boolean {
  if (a instanceof Uint8Array || b instanceof Uint8Array) return isSameScalar(a, b)
  if (typeof a === typeof b) return isSameScalar(a, b)
  // Unlike `===` these are exact across bigint and number.
  return a >= b && a <= b && !Object.is(a, -0) && !Object.is(b, -0)
}
