import fc from 'fast-check'
import { SchemaIndex } from '../../schema/schema-index.ts'
import { imageOf } from '../../testing/image-of.ts'
import { type DirectedLoss, proveMessagePairs } from '../prove-message-pair.ts'
import { SchemaShapes } from '../schema-shapes.ts'
import type { WireFormat } from '../shape.ts'
import { tryValue } from '../trial.ts'
import { describeTrial, lossKey } from './oracle.ts'
import { randomMessage } from './random-message.ts'
import { type SchemaPair, schemaPair } from './random-schema.ts'

interface RandomRun {
  readonly seed: number
  readonly schemas: number
  /** Payloads of each schema pair: half of each direction, both formats. */
  readonly payloads: number
}

/**
 * Draws pairs of nested schemas and payloads of message A, and throws when a payload shows a loss, at any depth, that no
 * finding names with its place, class and direction. Returns how many payloads were read and how many losses they showed.
 */
export function checkRandomPairs({ seed, schemas, payloads }: RandomRun): { payloads: number; losses: number } {
  const total = { payloads: 0, losses: 0 }
  const property = fc.property(schemaPair, fc.gen(), (pair, g) => {
    const sides = shapesOf(pair)
    const predicted = predict(sides)
    for (let i = 0; i < payloads; i++) {
      const isBackward = i % 2 === 0
      const [writer, reader] = isBackward ? sides : [sides[1], sides[0]]
      const types = { writer: writer.find('a.v1.A')!, reader: reader.find('a.v1.A')! }
      const value = randomMessage(g, types.writer)
      for (const format of ['binary', 'json'] as const) {
        const trial = tryValue(types, value, { format, profile: 'ignoreUnknown' })
        if (trial === undefined) continue
        total.payloads++
        for (const { place, lossClass } of trial.losses) {
          total.losses++
          const key = keyOf(format, isBackward ? 'backward' : 'forward', lossKey(place, lossClass))
          if (!predicted.has(key)) throw new Error(`no finding for ${key}: ${describeTrial(types, trial)}`)
        }
      }
    }
  })
  fc.assert(property, { seed, numRuns: schemas })
  return total
}

function shapesOf(pair: SchemaPair): [prev: SchemaShapes, next: SchemaShapes] {
  const [prev, next] = (['prev', 'next'] as const).map(
    (side) => new SchemaShapes(new SchemaIndex(side, imageOf({ 'a.proto': pair[side] }))),
  )
  if (prev === undefined || next === undefined) throw new Error('a pair has two sides')
  return [prev, next]
}

function predict([prev, next]: readonly [SchemaShapes, SchemaShapes]): ReadonlySet<string> {
  const roots = [{ prev: prev.find('a.v1.A')!, next: next.find('a.v1.A')! }]
  const losses = proveMessagePairs(roots, { formats: ['binary', 'json'], profile: 'ignoreUnknown' })
  return new Set(
    losses.map((loss: DirectedLoss) => keyOf(loss.format, loss.direction, lossKey(loss.place, loss.lossClass))),
  )
}

function keyOf(format: WireFormat, direction: string, loss: string): string {
  return `${format} ${direction} ${loss}`
}
