import { compareMessages, type ValueLoss, type ValueLossClass } from './compare.ts'
import { readBinary } from './read-binary.ts'
import type { ReadError, ReadResult } from './read-error.ts'
import { type JsonProfile, readJson } from './read-json.ts'
import type { FieldShape, FindType, MessageShape, WireFormat } from './shape.ts'
import { type FieldPlace, innerPair, locate, partnerOf, type ShapePair } from './shape-pair.ts'
import { elementsOf, type FieldValue, MessageValue, messageAt } from './value.ts'
import { writeBinary } from './write-binary.ts'
import { writeJson } from './write-json.ts'

/** What a reader loses of a writer's value; each class is defined in the documentation of the wire model. */
export type LossClass = 'reject' | ValueLossClass | 'relay'

/** How payloads are written and read. */
export interface TrialOptions {
  readonly format: WireFormat
  readonly profile: JsonProfile
  readonly findWriterType?: FindType | undefined
  readonly findReaderType?: FindType | undefined
}

/** A loss that a payload shows, and where. */
export interface ShownLoss {
  readonly place: FieldPlace
  readonly lossClass: LossClass
}

/** A value that was written with one shape and read with the other, by the reference writer and reader. */
export interface Trial {
  readonly written: MessageValue
  /** Bytes in binary, text in JSON. */
  readonly payload: Uint8Array | string
  readonly result: ReadResult<MessageValue>
  /** What the writer's side reads after the reader passed the message on; undefined when it has all that the reader had. */
  readonly relayed: ReadResult<MessageValue> | undefined
  readonly losses: readonly ShownLoss[]
}

/**
 * Writes a value, reads it with the other shape and says what is lost, there and behind a relay.
 * Undefined when the value has no payload in this format.
 */
export function tryValue(pair: ShapePair, written: MessageValue, options: TrialOptions): Trial | undefined {
  const payload = write(pair.writer, written, options.format, options.findWriterType)
  if (payload === undefined) return undefined
  const result = read(pair.reader, payload, options.profile, options.findReaderType)
  if (result.error !== undefined) {
    const losses = [{ place: placeOfError(pair, result.error, options), lossClass: 'reject' as const }]
    return { written, payload, result, relayed: undefined, losses }
  }
  const lost = compareMessages(options, pair, written, result.value)
  const relayed = relay(pair, result.value, options)
  const relayLosses = compareRelayed(pair, written, relayed, lost, options)
  const losses = [...lost, ...relayLosses].map(({ path, lossClass }) => ({
    place: locate(options.format, pair, 'writer', path),
    lossClass,
  }))
  return { written, payload, result, relayed: relayLosses.length > 0 ? relayed : undefined, losses }
}

/** A rejected JSON key belongs to the writer's field of that key. */
function placeOfError(pair: ShapePair, error: ReadError, { format }: TrialOptions): FieldPlace {
  const place = locate(format, pair, 'reader', error.path)
  if (error.key === undefined) return place
  const { writerField: writer, readerField: reader } = place
  const inner = writer === undefined || reader === undefined ? pair : innerPair(format, writer, reader)
  if (inner === undefined) return place
  const writerField = [...inner.writer.fields.values()].find(({ jsonName }) => jsonName === error.key)
  return { pair: inner, writerField, readerField: writerField && partnerOf(format, inner, writerField) }
}

function write(shape: MessageShape, value: MessageValue, format: WireFormat, findType: FindType | undefined) {
  return format === 'binary' ? writeBinary(shape, value) : writeJson(shape, value, findType)
}

/** Reads a payload of either format: bytes are binary, a text is JSON. */
export function read(
  shape: MessageShape,
  payload: Uint8Array | string,
  profile: JsonProfile,
  findType: FindType | undefined,
): ReadResult<MessageValue> {
  return typeof payload === 'string' ? readJson(shape, payload, { profile, findType }) : readBinary(shape, payload)
}

/** What the writer's side reads of a message that the reader's side read and wrote again. */
function relay(pair: ShapePair, value: MessageValue, options: TrialOptions): ReadResult<MessageValue> | undefined {
  const payload = write(pair.reader, value, options.format, options.findReaderType)
  return payload === undefined ? undefined : read(pair.writer, payload, options.profile, options.findWriterType)
}

/** What the relay loses beside what the reader lost already. */
function compareRelayed(
  pair: ShapePair,
  written: MessageValue,
  relayed: ReadResult<MessageValue> | undefined,
  lost: readonly ValueLoss[],
  options: TrialOptions,
): { path: readonly number[]; lossClass: LossClass }[] {
  const lossClass = 'relay'
  if (relayed === undefined) return []
  if (relayed.error !== undefined) return lost.length > 0 ? [] : [{ path: relayed.error.path, lossClass }]
  // In JSON nothing survives that the reader does not know: that is not held against the relay.
  const seen = options.format === 'json' ? seenBy(pair, written) : written
  const same: ShapePair = { writer: pair.writer, reader: pair.writer }
  const back = compareMessages({ ...options, findReaderType: options.findWriterType }, same, seen, relayed.value)
  return back
    .filter(({ path }) => !lost.some((loss) => overlaps(loss.path, path)))
    .map(({ path }) => ({ path, lossClass }))
}

function overlaps(a: readonly number[], b: readonly number[]): boolean {
  return a.every((number, i) => i >= b.length || number === b[i])
}

/** The part of a JSON value that the reader has fields for. */
function seenBy(pair: ShapePair, value: MessageValue): MessageValue {
  const seen = new MessageValue()
  for (const [number, fieldValue] of value.fields) {
    const field = pair.writer.fields.get(number)
    const partner = field === undefined ? undefined : partnerOf('json', pair, field)
    if (field === undefined || partner === undefined) continue
    const inner = innerPair('json', field, partner)
    seen.fields.set(number, inner === undefined ? fieldValue : seenInside(field, inner, fieldValue))
  }
  return seen
}

function seenInside(field: FieldShape, inner: ShapePair, value: FieldValue): FieldValue {
  const seen = elementsOf(value).map((element) => {
    if (!(element instanceof MessageValue)) return element
    if (field.cardinality !== 'map') return seenBy(inner, element)
    const content = messageAt(element, 2)
    return content === undefined ? element : new MessageValue([...element.fields, [2, seenBy(inner, content)] as const])
  })
  return field.cardinality === 'singular' ? (seen[0] ?? value) : seen
}
