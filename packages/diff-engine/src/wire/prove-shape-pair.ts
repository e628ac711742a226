import { narrowPair } from './narrow-pair.ts'
import {
  isSamePlace,
  isWorthProbing,
  type ProofOptions,
  type ProvenLoss,
  proveOneWay,
  readerByKey,
} from './prove-one-way.ts'
import type { FieldShape } from './shape.ts'
import { partnerOf, type ShapePair } from './shape-pair.ts'
import type { TrialOptions } from './trial.ts'

/** From here on the fields of two types are tried one by one: each trial looks at all fields of its types. */
const MANY_FIELDS = 100

/**
 * As `proveOneWay`, for types of any size: when there are many fields, each that differs is tried in a pair of types that
 * has only what can play a part in its fate, so that the work grows with the fields and not with their square.
 */
export function proveShapePair(pair: ShapePair, options: ProofOptions): ProvenLoss[] {
  if (pair.writer.fields.size + pair.reader.fields.size <= MANY_FIELDS) return proveOneWay(pair, options)
  const losses: ProvenLoss[] = []
  const known = new Map<FieldShape | undefined, ProvenLoss[]>()
  for (const [field, reader] of differing(pair, options)) {
    const narrow = narrowPair({ prev: pair.writer, next: pair.reader }, field, reader)
    // With so many required fields there is no way around writing them all.
    if (narrow === undefined) return proveOneWay(pair, options)
    for (const loss of proveOneWay({ writer: narrow.prev, reader: narrow.next }, options)) {
      const place = { ...loss.place, pair }
      const key = place.writerField ?? place.readerField
      const atField = known.get(key) ?? []
      known.set(key, atField)
      if (atField.some((one) => isSamePlace(one.place, place) && one.lossClass === loss.lossClass)) continue
      atField.push({ ...loss, place })
      losses.push({ ...loss, place })
    }
  }
  return losses
}

/** The fields of which something can be lost, and once, without a field, what is required. */
function differing(
  pair: ShapePair,
  options: TrialOptions,
): (readonly [FieldShape | undefined, FieldShape | undefined])[] {
  const fields = [...pair.writer.fields.values()].flatMap((field) => {
    const partner = partnerOf(options.format, pair, field)
    const reader = partner ?? readerByKey(pair, field, options)
    return isWorthProbing(pair, field, partner, reader, options) ? [[field, reader] as const] : []
  })
  return [...fields, [undefined, undefined]]
}
