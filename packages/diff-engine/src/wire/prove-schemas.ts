import type { Image } from '@wireproof/compiler'
import type { FieldElement, MessageElement } from '../schema/element.ts'
import { SchemaIndex } from '../schema/schema-index.ts'
import { type ExactRule, exactRuleOf } from './exact-rules.ts'
import { describeProof, type Proof } from './proof.ts'
import { proveAnyNames } from './prove-any-names.ts'
import { type DirectedLoss, type MessagePair, proveMessagePairs } from './prove-message-pair.ts'
import type { JsonProfile } from './read-json.ts'
import { SchemaShapes } from './schema-shapes.ts'
import type { FieldShape, MessageShape, WireFormat } from './shape.ts'

/** Which payloads are judged, and how JSON readers treat what they do not know. */
export interface ExactOptions {
  readonly formats: readonly WireFormat[]
  readonly profile: JsonProfile
  /** Report types whose name is gone also when no field anywhere is a `google.protobuf.Any`. */
  readonly isAnyAssumed?: boolean
}

/** A broken promise of WIRE_EXACT or WIRE_JSON_EXACT, at one place, with all that is lost there. */
export interface ExactFinding {
  readonly rule: ExactRule
  readonly direction: 'backward' | 'forward' | 'both'
  /** The field on each side; undefined where a side does not have it, and for rules about messages. */
  readonly prevField: FieldElement | undefined
  readonly nextField: FieldElement | undefined
  /** The message on each side; next is undefined when it is gone. */
  readonly prevMessage: MessageElement | undefined
  readonly nextMessage: MessageElement | undefined
  /** One for each class and direction; at least one. */
  readonly proofs: readonly Proof[]
  /** The trials behind the proofs, in the same order. */
  readonly losses: readonly DirectedLoss[]
}

/**
 * All promises of exact reading that `next` breaks, each with executed proofs.
 *
 * Compared are messages of the same full name, the types of requests and responses of the same method, and whatever
 * types their fields lead to. A finding sits at the fields whose shapes differ, once, however many places lead there.
 */
export function proveSchemas(prev: SchemaIndex, next: SchemaIndex, options: ExactOptions): ExactFinding[] {
  const [prevShapes, nextShapes] = [new SchemaShapes(prev), new SchemaShapes(next)]
  const proveOptions = {
    formats: options.formats,
    profile: options.profile,
    findPrevType: (fullName: string) => prevShapes.find(fullName),
    findNextType: (fullName: string) => nextShapes.find(fullName),
  }
  const losses = proveMessagePairs(rootPairs(prev, next, prevShapes, nextShapes), proveOptions)
  if (options.isAnyAssumed === true || prevShapes.hasAny || nextShapes.hasAny) {
    const removed = [...prev.messages.values()].filter(
      ({ fullName, isMapEntry }) => !isMapEntry && !next.messages.has(fullName),
    )
    losses.push(
      ...proveAnyNames(
        removed.map((message) => prevShapes.of(message)),
        proveOptions,
      ),
    )
  }
  return groupLosses(losses, prevShapes, nextShapes)
}

/** As `proveSchemas`, for images. Throws ConflictingSchemaError when a side declares something twice. */
export function proveImages(prev: Image, next: Image, options: ExactOptions): ExactFinding[] {
  return proveSchemas(new SchemaIndex('prev', prev), new SchemaIndex('next', next), options)
}

function rootPairs(
  prev: SchemaIndex,
  next: SchemaIndex,
  prevShapes: SchemaShapes,
  nextShapes: SchemaShapes,
): MessagePair[] {
  const pairs: MessagePair[] = []
  const add = (prevName: string, nextName: string) => {
    const [a, b] = [prevShapes.find(prevName), nextShapes.find(nextName)]
    if (a !== undefined && b !== undefined) pairs.push({ prev: a, next: b })
  }
  for (const message of prev.messages.values()) {
    // Entries are judged as a part of their map field.
    if (!message.isMapEntry) add(message.fullName, message.fullName)
  }
  for (const service of prev.services.values()) {
    for (const rpc of service.rpcs.values()) {
      const other = next.services.get(service.fullName)?.rpcs.get(rpc.name)
      if (other === undefined) continue
      if (other.requestType !== rpc.requestType) add(rpc.requestType, other.requestType)
      if (other.responseType !== rpc.responseType) add(rpc.responseType, other.responseType)
    }
  }
  return pairs
}

interface Group {
  readonly rule: ExactRule
  readonly prev: Side
  readonly next: Side
  readonly losses: DirectedLoss[]
}

interface Side {
  readonly message: MessageShape
  readonly field: FieldShape | undefined
}

function groupLosses(
  losses: readonly DirectedLoss[],
  prevShapes: SchemaShapes,
  nextShapes: SchemaShapes,
): ExactFinding[] {
  const groups = new Map<string, Group>()
  for (const loss of losses) {
    const rule = exactRuleOf(loss, loss.format)
    const [prev, next] = sidesOf(loss, rule)
    const key = [rule.id, keyOf(prev), keyOf(next)].join(' ')
    const group = groups.get(key) ?? { rule, prev, next, losses: [] }
    groups.set(key, group)
    // Of a rule about messages one loss of a class and direction is enough.
    const isKnown = group.losses.some((one) => one.lossClass === loss.lossClass && one.direction === loss.direction)
    if (!isKnown) group.losses.push(loss)
  }
  return Array.from(groups.values(), (group) => ({
    rule: group.rule,
    direction: directionOf(group.losses),
    prevField: group.prev.field && prevShapes.fieldElementOf(group.prev.field),
    nextField: group.next.field && nextShapes.fieldElementOf(group.next.field),
    prevMessage: prevShapes.messageElementOf(group.prev.message),
    // The reader of a name that is gone is the Any itself, which is not what was changed.
    nextMessage: group.rule.id.endsWith('_ANY_NAME') ? undefined : nextShapes.messageElementOf(group.next.message),
    proofs: group.losses.map(describeProof),
    losses: group.losses,
  }))
}

function sidesOf({ place, direction }: DirectedLoss, rule: ExactRule): [prev: Side, next: Side] {
  const isMessageRule = rule.id.startsWith('MESSAGE_')
  const writer: Side = { message: place.pair.writer, field: isMessageRule ? undefined : place.writerField }
  const reader: Side = { message: place.pair.reader, field: isMessageRule ? undefined : place.readerField }
  return direction === 'backward' ? [writer, reader] : [reader, writer]
}

function keyOf({ message, field }: Side): string {
  return `${message.fullName}#${field?.number ?? ''}`
}

function directionOf(losses: readonly DirectedLoss[]): ExactFinding['direction'] {
  const directions = new Set(losses.map(({ direction }) => direction))
  const [only] = directions
  return directions.size === 1 && only !== undefined ? only : 'both'
}
