import type { EnumElement, FieldElement, FileElement, MessageElement } from '../schema/element.ts'
import { extensionKey, type SchemaIndex } from '../schema/schema-index.ts'
import { type Aspect, exactRuleOf } from '../wire/exact-rules.ts'
import { narrowPair } from '../wire/narrow-pair.ts'
import { proveAnyNames } from '../wire/prove-any-names.ts'
import { proveFieldValue } from '../wire/prove-field-value.ts'
import {
  type DirectedLoss,
  type Direction,
  type MessagePair,
  type ProveOptions,
  proveMessagePair,
} from '../wire/prove-message-pair.ts'
import type { JsonProfile } from '../wire/read-json.ts'
import { SchemaShapes } from '../wire/schema-shapes.ts'
import type { FieldShape, MessageShape, WireFormat } from '../wire/shape.ts'
import { innerPair } from '../wire/shape-pair.ts'
import { enumHolders } from './enum-holders.ts'
import type { ProofAbsence } from './proof-absence.ts'

/** The losses that show a finding, or why there are none. */
export type Evidence =
  | { readonly losses: readonly DirectedLoss[]; readonly withoutProof?: never }
  | { readonly losses?: never; readonly withoutProof: ProofAbsence }

/** Which losses of a field show a finding about it. */
export interface Wanted {
  readonly formats: readonly WireFormat[]
  readonly aspects: readonly Aspect[]
}

/** Most proofs of one finding: enough for each format, direction and class, and still to be read. */
const MAX_PROOFS = 8
/**
 * Most fields, types and enum numbers that payloads are tried for in one comparison. Each takes a millisecond or two, so
 * that a schema in which everything changes adds seconds, not minutes.
 */
const MAX_SEARCHES = 2000
/** Most fields of two types that are compared as wholes, for a single finding. */
const MAX_TYPE_FIELDS = 500
/** Most fields with an enum that a number of it is tried in; the first that shows a loss ends the search. */
const MAX_HOLDERS_TRIED = 5
/** Most messages of a file that are tried for a finding about the whole file. */
const MAX_MESSAGES_TRIED = 5

/**
 * Looks for payloads that show findings of the classic rules: only at the fields, types and enums that have a finding,
 * so that a comparison pays for what it reports.
 */
export class ProofSearch {
  readonly #prev: SchemaIndex
  readonly #next: SchemaIndex
  readonly #prevShapes: SchemaShapes
  readonly #nextShapes: SchemaShapes
  readonly #options: Omit<ProveOptions, 'formats'>
  readonly #known = new Map<FieldElement, Map<WireFormat, readonly DirectedLoss[] | ProofAbsence>>()
  #holders: ReadonlyMap<EnumElement, readonly FieldElement[]> | undefined
  #hasAny: boolean | undefined
  #left = MAX_SEARCHES

  constructor(prev: SchemaIndex, next: SchemaIndex, profile: JsonProfile) {
    this.#prev = prev
    this.#next = next
    this.#prevShapes = new SchemaShapes(prev)
    this.#nextShapes = new SchemaShapes(next)
    this.#options = {
      profile,
      findPrevType: (fullName) => this.#prevShapes.find(fullName),
      findNextType: (fullName) => this.#nextShapes.find(fullName),
      isOneEnough: true,
    }
  }

  /** What is lost at two fields of one number, and inside their message types when these have changed places. */
  ofFieldPair(prev: FieldElement, next: FieldElement, wanted: Wanted): Evidence {
    const [a, b] = [holderOf(prev), holderOf(next)]
    const found = this.#lossesAt(a, b, wanted)
    if (typeof found === 'string') return { withoutProof: found }
    if (found.length > 0) return { losses: mostTelling(found) }
    return wanted.aspects.includes('TYPE') ? this.#insideTypes(a, b, wanted) : { withoutProof: 'same-values' }
  }

  /** What is lost of a field that its message does not have any more, or did not have before. */
  ofSingleField(side: 'prev' | 'next', field: FieldElement, wanted: Wanted): Evidence {
    const found = this.#lossesAt(side === 'prev' ? field : undefined, side === 'next' ? field : undefined, wanted)
    if (typeof found === 'string') return { withoutProof: found }
    return found.length > 0 ? { losses: mostTelling(found) } : { withoutProof: 'unseen' }
  }

  /** What is lost when a message of one type is read as one of another. */
  ofTypes(prevName: string, nextName: string, formats: readonly WireFormat[]): Evidence {
    const [prev, next] = [this.#prevShapes.find(prevName), this.#nextShapes.find(nextName)]
    if (prev === undefined || next === undefined) return { withoutProof: 'type-gone' }
    if (prev.fields.size + next.fields.size > MAX_TYPE_FIELDS) return { withoutProof: 'too-large' }
    if (!this.#take()) return { withoutProof: 'too-many' }
    return evidenceOf(proveMessagePair({ prev, next }, { ...this.#options, formats }), 'same-values')
  }

  /** What is lost of one number of an enum, in the first field that shows it. */
  ofEnumNumber(
    prev: EnumElement,
    next: EnumElement,
    number: number,
    directions: readonly Direction[],
    formats: readonly WireFormat[],
  ): Evidence {
    return this.#inHolders(prev, next, (pair, field) =>
      directions.flatMap((direction) =>
        proveFieldValue(pair, field.number, BigInt(number), direction, { ...this.#options, formats }),
      ),
    )
  }

  /** What is lost of an enum as a whole, in the first field that shows it. */
  ofEnum(prev: EnumElement, next: EnumElement, wanted: Wanted): Evidence {
    return this.#inHolders(prev, next, (pair, field, partner) =>
      proveMessagePair(pair, { ...this.#options, formats: wanted.formats }).filter(
        (loss) => isAt(loss, field, partner) && isWanted(loss, wanted),
      ),
    )
  }

  /** What readers lose of an Any that holds a message of a name that is gone. */
  ofGoneMessage(message: MessageElement): Evidence {
    this.#hasAny ??= this.#prevShapes.hasAny || this.#nextShapes.hasAny
    if (!this.#hasAny || message.isMapEntry) return { withoutProof: 'type-gone' }
    if (!this.#take()) return { withoutProof: 'too-many' }
    const losses = proveAnyNames([this.#prevShapes.of(message)], { ...this.#options, formats: ['json'] })
    return evidenceOf(losses, 'type-gone')
  }

  /** What readers lose of an Any that holds a message of files whose names are gone; the first one that shows it. */
  ofGoneFiles(files: readonly FileElement[]): Evidence {
    const isGone = ({ fullName }: MessageElement) => !this.#next.messages.has(fullName)
    const declared = files.flatMap((file) => [...file.messages.values()])
    for (const message of declared.filter(isGone).slice(0, MAX_MESSAGES_TRIED)) {
      const evidence = this.ofGoneMessage(message)
      if (evidence.losses !== undefined) return evidence
    }
    const isMoved = files.every((file) => hasAllOf(this.#next, file))
    return { withoutProof: isMoved ? 'source-only' : 'type-gone' }
  }

  #inHolders(
    prev: EnumElement,
    next: EnumElement,
    prove: (pair: MessagePair, prevField: FieldShape, nextField: FieldShape) => readonly DirectedLoss[],
  ): Evidence {
    this.#holders ??= enumHolders(this.#prev)
    let withoutProof: ProofAbsence = 'unused-enum'
    let tried = 0
    for (const holder of this.#holders.get(prev) ?? []) {
      const partner = partnerIn(this.#next, holder)
      if (partner === undefined || enumOf(partner) !== next) continue
      if (tried++ === MAX_HOLDERS_TRIED) break
      if (!this.#take()) return { withoutProof: 'too-many' }
      const sides = this.#sides(holder, partner)
      if (sides?.prevField === undefined || sides.nextField === undefined) continue
      const pair = narrowPair(sides.pair, sides.prevField, sides.nextField)
      const losses = pair && prove(pair, sides.prevField, sides.nextField)
      if (losses !== undefined && losses.length > 0) return { losses: mostTelling(losses) }
      withoutProof = pair === undefined ? 'too-large' : 'same-values'
    }
    return { withoutProof }
  }

  #insideTypes(prev: FieldElement, next: FieldElement, { formats }: Wanted): Evidence {
    const sides = this.#sides(prev, next)
    if (sides?.prevField === undefined || sides.nextField === undefined) return { withoutProof: 'type-gone' }
    const { prevField, nextField } = sides
    const inner = formats.map((format) => [format, innerPair(format, prevField, nextField)] as const)
    const judged = inner.filter(([, pair]) => pair !== undefined)
    const [first] = judged
    if (first?.[1] === undefined || prev.typeName === next.typeName) return { withoutProof: 'same-values' }
    const names = [first[1].writer.fullName, first[1].reader.fullName] as const
    return this.ofTypes(
      ...names,
      judged.map(([format]) => format),
    )
  }

  #lossesAt(
    prev: FieldElement | undefined,
    next: FieldElement | undefined,
    wanted: Wanted,
  ): readonly DirectedLoss[] | ProofAbsence {
    const key = prev ?? next
    if (key === undefined) return []
    const known = this.#known.get(key) ?? new Map<WireFormat, readonly DirectedLoss[] | ProofAbsence>()
    this.#known.set(key, known)
    const losses: DirectedLoss[] = []
    let absence: ProofAbsence | undefined
    for (const format of wanted.formats) {
      const found = known.get(format) ?? this.#searchAt(prev, next, format)
      known.set(format, found)
      if (typeof found === 'string') absence = found
      else losses.push(...found.filter((loss) => isWanted(loss, wanted)))
    }
    return losses.length === 0 && absence !== undefined ? absence : losses
  }

  #searchAt(
    prev: FieldElement | undefined,
    next: FieldElement | undefined,
    format: WireFormat,
  ): readonly DirectedLoss[] | ProofAbsence {
    const sides = this.#sides(prev, next)
    if (sides === undefined) return 'type-gone'
    const { pair, prevField, nextField } = sides
    if (format === 'binary' && (pair.prev.isMessageSet || pair.next.isMessageSet)) return 'message-set'
    const narrow = narrowPair(pair, prevField, nextField)
    if (narrow === undefined) return 'too-large'
    if (!this.#take()) return 'too-many'
    return proveMessagePair(narrow, { ...this.#options, formats: [format] }).filter((loss) =>
      isAt(loss, prevField, nextField),
    )
  }

  /** The messages around two fields, and the fields' shapes in them. */
  #sides(prev: FieldElement | undefined, next: FieldElement | undefined): Sides | undefined {
    const name = ownerName(prev ?? next)
    const pair = {
      prev: name === undefined ? undefined : this.#prevShapes.find(name),
      next: name === undefined ? undefined : this.#nextShapes.find(name),
    }
    if (pair.prev === undefined || pair.next === undefined) return undefined
    return {
      pair: { prev: pair.prev, next: pair.next },
      prevField: prev && pair.prev.fields.get(prev.number),
      nextField: next && pair.next.fields.get(next.number),
    }
  }

  /** False when as much has been tried as one comparison may. */
  #take(): boolean {
    this.#left--
    return this.#left >= 0
  }
}

/** True when each type and service of a file of the other side is still declared, wherever. */
function hasAllOf(schema: SchemaIndex, { messages, enums, services, extensions }: FileElement): boolean {
  return (
    [...messages.values()].every(({ fullName }) => schema.messages.has(fullName)) &&
    [...enums.values()].every(({ fullName }) => schema.enums.has(fullName)) &&
    [...services.values()].every(({ fullName }) => schema.services.has(fullName)) &&
    [...extensions.values()].every((extension) => schema.extensions.has(extensionKey(extension)))
  )
}

interface Sides {
  readonly pair: { readonly prev: MessageShape; readonly next: MessageShape }
  readonly prevField: FieldShape | undefined
  readonly nextField: FieldShape | undefined
}

/** What map entries are made of travels as a part of the map field. */
function holderOf(field: FieldElement): FieldElement {
  return field.parent?.mapField ?? field
}

/** The message that a field travels in: for an extension the one that it extends. */
function ownerName(field: FieldElement | undefined): string | undefined {
  return field?.extendee ?? field?.parent?.fullName
}

function partnerIn(next: SchemaIndex, field: FieldElement): FieldElement | undefined {
  if (field.extendee !== undefined) return next.extensions.get(extensionKey(field))
  return next.messages.get(field.parent?.fullName ?? '')?.fields.get(field.number)
}

/** The enum in a field, or in the values of a map. */
function enumOf(field: FieldElement): EnumElement | undefined {
  return (field.isMap ? field.messageType?.fields.get(2) : field)?.enumType
}

/** True for a loss at one of the two fields, and for one of a oneof that it takes part in. */
function isAt(
  { place, trial, direction }: DirectedLoss,
  prevField: FieldShape | undefined,
  nextField: FieldShape | undefined,
): boolean {
  const [writer, reader] = direction === 'backward' ? [prevField, nextField] : [nextField, prevField]
  if (writer !== undefined && place.writerField === writer) return true
  if (reader !== undefined && place.readerField === reader) return true
  const oneof = reader?.oneof
  const isRival = oneof !== undefined && place.readerField?.oneof === oneof
  return isRival && writer !== undefined && trial.written.fields.has(writer.number)
}

function isWanted(loss: DirectedLoss, { aspects, formats }: Wanted): boolean {
  return formats.includes(loss.format) && aspects.includes(exactRuleOf(loss, loss.format).aspect)
}

function evidenceOf(losses: readonly DirectedLoss[], otherwise: ProofAbsence): Evidence {
  return losses.length > 0 ? { losses: mostTelling(losses) } : { withoutProof: otherwise }
}

/** What readers get wrong comes before what only a relay loses, binary before JSON, as found otherwise. */
function mostTelling(losses: readonly DirectedLoss[]): readonly DirectedLoss[] {
  const rank = ({ lossClass, format }: DirectedLoss) => (lossClass === 'relay' ? 2 : 0) + (format === 'json' ? 1 : 0)
  return [...losses].sort((a, b) => rank(a) - rank(b)).slice(0, MAX_PROOFS)
}
