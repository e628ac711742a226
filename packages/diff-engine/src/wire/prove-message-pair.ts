import type { ProofOptions, ProvenLoss } from './prove-one-way.ts'
import { proveShapePair } from './prove-shape-pair.ts'
import type { JsonProfile } from './read-json.ts'
import type { FindType, MessageShape, WireFormat } from './shape.ts'
import { innerPair, partnerOf, type ShapePair } from './shape-pair.ts'

/** Who is hurt: `backward` = new readers of old data, `forward` = old readers of new data. */
export type Direction = 'backward' | 'forward'

/** A message type before and after. */
export interface MessagePair {
  readonly prev: MessageShape
  readonly next: MessageShape
}

/** A loss of one direction. */
export interface DirectedLoss extends ProvenLoss {
  readonly direction: Direction
  readonly format: WireFormat
}

export interface ProveOptions {
  readonly formats: readonly WireFormat[]
  readonly profile: JsonProfile
  readonly findPrevType?: FindType | undefined
  readonly findNextType?: FindType | undefined
  /** See `ProofOptions`. */
  readonly isOneEnough?: boolean | undefined
}

/**
 * All losses between pairs of message types, in both directions, with those between the types of their fields: every
 * pair of types is judged once, however it is reached, so recursion ends by assuming what is being shown.
 */
export function proveMessagePairs(roots: readonly MessagePair[], options: ProveOptions): DirectedLoss[] {
  return options.formats.flatMap((format) =>
    DIRECTIONS.flatMap((direction) => proveDirection(roots, direction, format, options)),
  )
}

/** As `proveMessagePairs` for one pair, without the types of its fields. */
export function proveMessagePair(pair: MessagePair, options: ProveOptions): DirectedLoss[] {
  return options.formats.flatMap((format) =>
    DIRECTIONS.flatMap((direction) =>
      proveShapePair(shapePairOf(pair, direction), trialOptionsOf(direction, format, options)).map((loss) => ({
        ...loss,
        direction,
        format,
      })),
    ),
  )
}

const DIRECTIONS = ['backward', 'forward'] as const

function shapePairOf({ prev, next }: MessagePair, direction: Direction): ShapePair {
  return direction === 'backward' ? { writer: prev, reader: next } : { writer: next, reader: prev }
}

/** The options for a trial of one direction. */
export function trialOptionsOf(direction: Direction, format: WireFormat, options: ProveOptions): ProofOptions {
  const isBackward = direction === 'backward'
  return {
    format,
    profile: options.profile,
    findWriterType: isBackward ? options.findPrevType : options.findNextType,
    findReaderType: isBackward ? options.findNextType : options.findPrevType,
    isOneEnough: options.isOneEnough,
  }
}

function proveDirection(
  roots: readonly MessagePair[],
  direction: Direction,
  format: WireFormat,
  options: ProveOptions,
): DirectedLoss[] {
  const trialOptions = trialOptionsOf(direction, format, options)
  const losses: DirectedLoss[] = []
  const queue = roots.map((root) => shapePairOf(root, direction))
  const seen = new PairSet()
  for (let pair = queue.pop(); pair !== undefined; pair = queue.pop()) {
    if (!seen.add(pair)) continue
    for (const loss of proveShapePair(pair, trialOptions)) losses.push({ ...loss, direction, format })
    queue.push(...innerPairs(format, pair))
  }
  return losses
}

/** The pairs of types that the fields of a pair lead to. */
function innerPairs(format: WireFormat, pair: ShapePair): ShapePair[] {
  return [...pair.writer.fields.values()].flatMap((field) => {
    const partner = partnerOf(format, pair, field)
    return (partner && innerPair(format, field, partner)) ?? []
  })
}

class PairSet {
  readonly #readers = new Map<MessageShape, Set<MessageShape>>()

  /** False when the pair was there already. */
  add({ writer, reader }: ShapePair): boolean {
    const readers = this.#readers.get(writer)
    if (readers?.has(reader)) return false
    if (readers === undefined) this.#readers.set(writer, new Set([reader]))
    else readers.add(reader)
    return true
  }
}
