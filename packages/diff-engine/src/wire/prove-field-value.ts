import { minimalFor, plainElement } from './minimal-message.ts'
import type { DirectedLoss, Direction, MessagePair, ProveOptions } from './prove-message-pair.ts'
import { trialOptionsOf } from './prove-message-pair.ts'
import { type FieldShape, mapEntryOf } from './shape.ts'
import { tryValue } from './trial.ts'
import { type FieldValue, MessageValue, type Scalar } from './value.ts'

/** What is lost of one value of one field, of which there is one element. Empty when it cannot be written. */
export function proveFieldValue(
  { prev, next }: MessagePair,
  number: number,
  element: Scalar,
  direction: Direction,
  options: ProveOptions,
): DirectedLoss[] {
  const pair = direction === 'backward' ? { writer: prev, reader: next } : { writer: next, reader: prev }
  const field = pair.writer.fields.get(number)
  const base = minimalFor(pair.writer, pair.reader)
  const content = field && wholeValue(field, element)
  if (base === undefined || content === undefined) return []
  base.fields.set(number, content)
  return options.formats.flatMap((format) => {
    const trial = tryValue(pair, base, trialOptionsOf(direction, format, options))
    if (trial === undefined) return []
    return trial.losses
      .filter(({ place }) => place.writerField === field)
      .map((loss) => ({ ...loss, trial, direction, format }))
  })
}

function wholeValue(field: FieldShape, element: Scalar): FieldValue | undefined {
  if (field.cardinality === 'singular') return element
  if (field.cardinality === 'repeated') return [element]
  const key = plainElement(mapEntryOf(field).key)
  return key && [new MessageValue([[1, key] as const, [2, element] as const])]
}
