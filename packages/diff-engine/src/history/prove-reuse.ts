import { enumHolders } from '../evidence/enum-holders.ts'
import type { ProofAbsence } from '../evidence/proof-absence.ts'
import type { FieldElement } from '../schema/element.ts'
import type { SchemaIndex } from '../schema/schema-index.ts'
import { describeFieldValue, toHex } from '../wire/describe-value.ts'
import { minimalFor, plainValue } from '../wire/minimal-message.ts'
import { narrowPair } from '../wire/narrow-pair.ts'
import { describeProof, type Proof } from '../wire/proof.ts'
import { proveFieldValue } from '../wire/prove-field-value.ts'
import {
  type DirectedLoss,
  type Direction,
  type MessagePair,
  type ProveOptions,
  proveMessagePairs,
  trialOptionsOf,
} from '../wire/prove-message-pair.ts'
import { SchemaShapes } from '../wire/schema-shapes.ts'
import type { FieldShape, WireFormat } from '../wire/shape.ts'
import { tryValue } from '../wire/trial.ts'
import type { FieldValue } from '../wire/value.ts'
import type { Reuse } from './find-reused.ts'
import { findExtension } from './reused-element.ts'

/** Payloads that one version wrote and another reads, or why there are none. */
export interface ReuseEvidence {
  readonly proofs: readonly Proof[]
  readonly withoutProof: ProofAbsence | undefined
}

/** Fields with an enum that a reuse in it is tried in; the first that shows it ends the search. */
const MAX_HOLDERS_TRIED = 5

/**
 * Shows reuses between one old version and the new one by payloads. Where both read the same value, and only the name
 * says that it is another thing, the proof is what the one calls it and what the other does, with the class `changed`.
 */
export class ReuseProver {
  readonly #old: SchemaIndex
  readonly #next: SchemaIndex
  readonly #oldShapes: SchemaShapes
  readonly #nextShapes: SchemaShapes
  readonly #options: Omit<ProveOptions, 'formats'>
  #holders: ReturnType<typeof enumHolders> | undefined

  constructor(old: SchemaIndex, next: SchemaIndex, profile: ProveOptions['profile']) {
    this.#old = old
    this.#next = next
    this.#oldShapes = new SchemaShapes(old)
    this.#nextShapes = new SchemaShapes(next)
    this.#options = {
      profile,
      findPrevType: (fullName) => this.#oldShapes.find(fullName),
      findNextType: (fullName) => this.#nextShapes.find(fullName),
    }
  }

  prove(reuse: Reuse<unknown>): ReuseEvidence {
    const format = reuse.rule === 'NUMBER_REUSED' ? 'binary' : 'json'
    return reuse.use.kind === 'enum value' ? this.#proveValue(reuse, format) : this.#proveField(reuse, format)
  }

  #proveField({ use, last }: Reuse<unknown>, format: WireFormat): ReuseEvidence {
    const was = last.uses[0]!
    const pair = this.#pair(use.symbol)
    const oldField = pair?.prev.fields.get(was.number)
    const nextField = pair?.next.fields.get(use.number)
    if (pair === undefined || oldField === undefined || nextField === undefined) return absent('type-gone')
    const narrow = narrowPair(pair, oldField, nextField)
    if (narrow === undefined) return absent('too-large')
    const losses = proveMessagePairs([narrow], { ...this.#options, formats: [format] })
    const own = losses.filter((loss) => isAt(loss, oldField, nextField))
    const proofs = (own.length > 0 ? own : losses.filter(({ place }) => place.pair.writer.fullName !== use.symbol))
      .filter(({ lossClass }) => lossClass !== 'relay')
      .map(describeProof)
    for (const direction of ['backward', 'forward'] as const) {
      const isOther = format === 'binary' && was.name !== use.name
      if (!isOther || proofs.some((proof) => proof.direction === direction)) continue
      const field = direction === 'backward' ? oldField : nextField
      proofs.push(...this.#renamed(narrow, field, plainValue(field), direction, format))
    }
    return evidenceOf(proofs)
  }

  #proveValue({ use, last, rule }: Reuse<unknown>, format: WireFormat): ReuseEvidence {
    const was = last.uses[0]!
    const element = this.#old.enums.get(use.symbol)
    const now = this.#next.enums.get(use.symbol)
    this.#holders ??= enumHolders(this.#old)
    const holders = element === undefined ? [] : (this.#holders.get(element) ?? [])
    const partners = holders.filter((holder) => {
      const partner = partnerIn(this.#next, holder)
      return !holder.isMap && partner !== undefined && partner.enumType === now && partner.isMap === holder.isMap
    })
    for (const holder of partners.slice(0, MAX_HOLDERS_TRIED)) {
      const pair = this.#pair(holder.extendee ?? holder.parent?.fullName ?? '')
      const oldField = pair?.prev.fields.get(holder.number)
      const narrow = pair && oldField && narrowPair(pair, oldField, pair.next.fields.get(holder.number))
      if (narrow === undefined || oldField === undefined) continue
      const value = BigInt(was.number)
      const proofs =
        rule === 'NUMBER_REUSED'
          ? this.#renamed(narrow, oldField, oldField.cardinality === 'repeated' ? [value] : value, 'backward', format)
          : proveFieldValue(narrow, holder.number, value, 'backward', { ...this.#options, formats: [format] }).map(
              describeProof,
            )
      if (proofs.length > 0) return evidenceOf(proofs)
    }
    return absent('unused-enum')
  }

  #pair(symbol: string): MessagePair | undefined {
    const [prev, next] = [this.#oldShapes.find(symbol), this.#nextShapes.find(symbol)]
    return prev && next && { prev, next }
  }

  /** A value that is read as it was written, by a reader who calls it something else. */
  #renamed(
    { prev, next }: MessagePair,
    field: FieldShape,
    value: FieldValue | undefined,
    direction: Direction,
    format: WireFormat,
  ): Proof[] {
    const pair = direction === 'backward' ? { writer: prev, reader: next } : { writer: next, reader: prev }
    const reader = pair.reader.fields.get(field.number)
    const message = minimalFor(pair.writer, pair.reader)
    if (message === undefined || value === undefined || reader === undefined) return []
    message.fields.set(field.number, value)
    const trial = tryValue(pair, message, trialOptionsOf(direction, format, { ...this.#options, formats: [format] }))
    const read = trial?.result.value?.fields.get(field.number)
    if (trial === undefined || read === undefined) return []
    const { payload } = trial
    return [
      {
        format,
        direction,
        lossClass: 'changed',
        writerType: pair.writer.fullName,
        readerType: pair.reader.fullName,
        payload: typeof payload === 'string' ? payload : toHex(payload),
        meant: `${field.name} = ${describeFieldValue(field, value)}`,
        got: `${reader.name} = ${describeFieldValue(reader, read)}`,
      },
    ]
  }
}

function isAt({ place, direction }: DirectedLoss, oldField: FieldShape, nextField: FieldShape): boolean {
  const [writer, reader] = direction === 'backward' ? [oldField, nextField] : [nextField, oldField]
  return place.writerField === writer || place.readerField === reader
}

function partnerIn(schema: SchemaIndex, field: FieldElement): FieldElement | undefined {
  if (field.extendee !== undefined) return findExtension(schema, field.extendee, field.number)
  return schema.messages.get(field.parent?.fullName ?? '')?.fields.get(field.number)
}

function evidenceOf(proofs: readonly Proof[]): ReuseEvidence {
  return proofs.length > 0 ? { proofs, withoutProof: undefined } : absent('same-values')
}

function absent(withoutProof: ProofAbsence): ReuseEvidence {
  return { proofs: [], withoutProof }
}
