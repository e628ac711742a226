import type { BreakingCase } from './breaking-against-buf.ts'
import { printSchema } from './breaking-print-schema.ts'
import { randomEdit } from './breaking-random-edit.ts'
import { Random, randomSchema } from './breaking-random-schema.ts'

/** The cases of `count` seeds from `first` on: a random schema, and the same after random edits. */
export function randomCases(first: number, count: number): BreakingCase[] {
  return Array.from({ length: count }, (_, i) => randomCase(first + i))
}

function randomCase(seed: number): BreakingCase {
  const random = new Random(seed)
  const prev = randomSchema(random, seed)
  return { name: `c${seed}`, prev: printSchema(prev), next: printSchema(randomEdit(random, prev)) }
}
