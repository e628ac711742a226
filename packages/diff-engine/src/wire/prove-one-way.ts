import { requiredOf } from './check-required.ts'
import { minimalMessage, plainValue } from './minimal-message.ts'
import { probeField } from './probe-field.ts'
import { fieldByKey } from './read-json.ts'
import { isSameShape } from './same-shape.ts'
import type { FieldShape, MessageShape, Presence, WireFormat } from './shape.ts'
import { type FieldPlace, partnerOf, type ShapePair } from './shape-pair.ts'
import { type LossClass, type Trial, type TrialOptions, tryValue } from './trial.ts'
import { type FieldValue, MessageValue } from './value.ts'

/** How many values of one field are tried together with how many of another to show that a oneof clears one of them. */
const MAX_ONEOF_PROBES = 3
/** How many other members of a oneof each member is tried with: one shows the loss, if not its type hides it. */
const MAX_RIVALS = 4

/** One kind of loss at one place, with the trial that showed it. */
export interface ProvenLoss {
  readonly place: FieldPlace
  readonly lossClass: LossClass
  readonly trial: Trial
}

/** How losses are looked for. */
export interface ProofOptions extends TrialOptions {
  /**
   * Of each field a single loss that a reader sees is enough, whatever its class, beside what absence shows: the other
   * values of the field are then not tried.
   */
  readonly isOneEnough?: boolean | undefined
}

/**
 * What a reader of one message type loses of what a writer of the other can send, each with a value that shows it: one
 * proof for each place and class. Types of fields are not entered: they are pairs of their own (`innerPair`).
 *
 * A value has the fields that its writer requires, and those that the reader requires if the writer knows them, so that
 * a missing field does not hide what else is lost.
 */
export function proveOneWay(pair: ShapePair, options: ProofOptions): ProvenLoss[] {
  const [base, ...others] = baseValues(pair, options)
  if (base === undefined) return []
  const found = new Found(pair, options)
  for (const field of pair.writer.fields.values()) {
    const partner = partnerOf(options.format, pair, field)
    const reader = partner ?? readerByKey(pair, field, options)
    if (!isWorthProbing(pair, field, partner, reader, options)) continue
    for (const value of probeField(options.format, field, reader)) {
      if (options.isOneEnough === true && value !== undefined && found.hasSeen(field)) continue
      for (const around of [base, ...others]) found.try(withField(around, field, value))
    }
  }
  // What only the writer knows a JSON relay loses, and then the writer's side misses it.
  if (requiredOf(pair.writer).some((field) => partnerOf(options.format, pair, field) === undefined)) found.try(base)
  for (const field of requiredOf(pair.reader)) {
    if (!found.hasReject(field)) found.try(withoutReaderRequired(pair, base, field, options.format))
  }
  for (const value of oneofValues(pair, base, options)) found.try(value)
  return found.losses
}

class Found {
  readonly losses: ProvenLoss[] = []
  readonly #pair: ShapePair
  readonly #options: TrialOptions

  constructor(pair: ShapePair, options: TrialOptions) {
    this.#pair = pair
    this.#options = options
  }

  /** Runs the trial of a value and keeps what it shows for the first time. */
  try(value: MessageValue | undefined): void {
    const trial = value === undefined ? undefined : tryValue(this.#pair, value, this.#options)
    if (trial === undefined) return
    for (const { place, lossClass } of trial.losses) {
      const isOwn = place.pair.writer === this.#pair.writer && place.pair.reader === this.#pair.reader
      if (isOwn && !this.losses.some((loss) => isSamePlace(loss.place, place) && loss.lossClass === lossClass)) {
        this.losses.push({ place, lossClass, trial })
      }
    }
  }

  /** True when a reader loses something of the writer's field. */
  hasSeen(writerField: FieldShape): boolean {
    return this.losses.some(({ place, lossClass }) => lossClass !== 'relay' && place.writerField === writerField)
  }

  hasReject(readerField: FieldShape): boolean {
    return this.losses.some(({ place, lossClass }) => lossClass === 'reject' && place.readerField === readerField)
  }
}

/** True for the same fields of the same pair of types. */
export function isSamePlace(a: FieldPlace, b: FieldPlace): boolean {
  return a.writerField === b.writerField && a.readerField === b.readerField
}

/** The reader's field that takes the writer's JSON key, whatever its number. */
export function readerByKey(
  { reader }: ShapePair,
  field: FieldShape,
  { format }: TrialOptions,
): FieldShape | undefined {
  return format === 'json' ? fieldByKey(reader, field.jsonName) : undefined
}

/** Whether anything of a writer's field can be lost, apart from what happens inside message types. */
export function isWorthProbing(
  pair: ShapePair,
  field: FieldShape,
  partner: FieldShape | undefined,
  reader: FieldShape | undefined,
  options: TrialOptions,
): boolean {
  const isStrictJson = options.format === 'json' && options.profile === 'strict'
  if (partner === undefined) return reader !== undefined || isStrictJson
  if (pair.writer.isMessageSet !== pair.reader.isMessageSet && options.format === 'binary') return true
  if (options.format === 'json' && fieldByKey(pair.reader, field.jsonName) !== partner) return true
  return !isSameShape(options.format, field, partner)
}

/**
 * The smallest values of the writer that the reader takes, as far as there are some. Where a required field is lost in
 * itself, it has another of its values, one that is read, so that it does not hide the others; and in a second value one
 * that is kept as unknown, since what is read may still make a relay fail. None when the writer's type has no value.
 */
function baseValues(pair: ShapePair, options: TrialOptions): MessageValue[] {
  const base = minimalMessage(pair.writer)
  if (base === undefined) return []
  const kept = new MessageValue(base.fields)
  let isDifferent = false
  for (const field of pair.writer.fields.values()) {
    const partner = partnerOf(options.format, pair, field)
    if (partner === undefined || (field.presence !== 'required' && partner.presence !== 'required')) continue
    if (!base.fields.has(field.number) && isOneofTaken(pair, base, field)) continue
    const candidates = [base.fields.get(field.number) ?? plainValue(field), ...probeLazily(field, partner, options)]
    const read = candidates.find((content) => isRead(field, partner, content, options))
    if (read !== undefined) base.fields.set(field.number, read)
    if (field.presence !== 'required' || isSameShape(options.format, field, partner)) continue
    const unknown = candidates.find((content) => isRead(field, partner, content, options) === false)
    if (unknown === undefined) continue
    kept.fields.set(field.number, unknown)
    isDifferent = true
  }
  return isDifferent ? [base, kept] : [base]
}

/** The probes of a pair that differs; equal shapes read their plain value. */
function probeLazily(field: FieldShape, partner: FieldShape, options: TrialOptions): (FieldValue | undefined)[] {
  return isSameShape(options.format, field, partner) ? [] : probeField(options.format, field, partner)
}

/** Whether the reader's field gets anything of a value; undefined when it is rejected or can't be written. */
function isRead(
  writer: FieldShape,
  reader: FieldShape,
  content: FieldValue | undefined,
  options: TrialOptions,
): boolean | undefined {
  if (content === undefined) return undefined
  const alone = { writer: messageOf(writer), reader: messageOf({ ...reader, presence: optional(reader.presence) }) }
  return tryValue(alone, new MessageValue([[writer.number, content] as const]), options)?.result.value?.fields.has(
    reader.number,
  )
}

/** Alone, a value that is not read is to be told from one that is rejected. */
function optional(presence: Presence): Presence {
  return presence === 'required' ? 'explicit' : presence
}

function messageOf(field: FieldShape): MessageShape {
  return { fullName: '', fields: new Map([[field.number, field]]), isMessageSet: false }
}

function isOneofTaken(pair: ShapePair, value: MessageValue, field: FieldShape): boolean {
  if (field.oneof === undefined) return false
  return [...value.fields.keys()].some((number) => pair.writer.fields.get(number)?.oneof === field.oneof)
}

/** The base with one field set, or taken out; members of the same oneof give way. */
function withField(base: MessageValue, field: FieldShape, value: FieldValue | undefined): MessageValue | undefined {
  if (value === undefined && field.presence === 'required') return undefined
  const copy = new MessageValue(base.fields)
  if (value === undefined) copy.fields.delete(field.number)
  else copy.fields.set(field.number, value)
  return copy
}

/** The base without a field that only the reader requires. */
function withoutReaderRequired(
  pair: ShapePair,
  base: MessageValue,
  required: FieldShape,
  format: WireFormat,
): MessageValue | undefined {
  const field = [...pair.writer.fields.values()].find((other) => partnerOf(format, pair, other) === required)
  return field === undefined ? base : withField(base, field, undefined)
}

/** Values with two fields set that the writer may set together and the reader has in one oneof. */
function oneofValues(pair: ShapePair, base: MessageValue, options: TrialOptions): MessageValue[] {
  const members = [...pair.writer.fields.values()].flatMap((field) => {
    const partner = partnerOf(options.format, pair, field)
    return partner?.oneof === undefined ? [] : [{ field, partner }]
  })
  return members.flatMap((one, i) =>
    members
      .slice(i + 1)
      .filter((other) => one.partner.oneof === other.partner.oneof)
      .filter((other) => one.field.oneof === undefined || one.field.oneof !== other.field.oneof)
      .slice(0, MAX_RIVALS)
      .flatMap((other) => together(base, one, other, options)),
  )
}

interface Member {
  readonly field: FieldShape
  readonly partner: FieldShape
}

function together(base: MessageValue, one: Member, other: Member, options: TrialOptions): MessageValue[] {
  const values = telling(other, options)
  return telling(one, options).flatMap((a) =>
    values.map(
      (b) => new MessageValue([...base.fields, [one.field.number, a] as const, [other.field.number, b] as const]),
    ),
  )
}

/**
 * Values that the reader stores, so that one of them can clear the other. What it rejects alone, for a required field that
 * is missing, it may take when it is cleared.
 */
function telling({ field, partner }: Member, options: TrialOptions): FieldValue[] {
  const values = probeField(options.format, field, partner).filter((value) => value !== undefined)
  const read = values.filter((value) => isRead(field, partner, value, options) === true)
  return (read.length > 0 ? read : values).slice(0, MAX_ONEOF_PROBES)
}
