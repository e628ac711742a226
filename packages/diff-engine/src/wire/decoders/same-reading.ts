import { compareMessages } from '../compare.ts'
import type { ReadResult } from '../read-error.ts'
import type { MessageShape } from '../shape.ts'
import type { MessageValue } from '../value.ts'
import type { Observation } from './decoder.ts'
import { withoutImplicitZeros } from './without-implicit-zeros.ts'

/** True when a decoder got what the reference reader got: an error, or the same value of every known field. */
export function isSameReading(shape: MessageShape, expected: ReadResult<MessageValue>, observed: Observation): boolean {
  if (expected.value === undefined || observed.value === undefined) {
    return expected.value === undefined && observed.value === undefined
  }
  const pair = { writer: shape, reader: shape }
  const [a, b] = [withoutImplicitZeros(shape, expected.value), withoutImplicitZeros(shape, observed.value)]
  return [
    [a, b],
    [b, a],
  ].every(([x, y]) => x && y && compareMessages({ format: 'binary' }, pair, x, y).length === 0)
}
