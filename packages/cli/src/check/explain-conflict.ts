import { ConflictingSchemaError } from '@wireproof/diff-engine'
import { EXIT_CODES } from '../exit-code.ts'
import { Failure } from '../failure.ts'
import type { Sides } from './compile-sides.ts'

/** Runs a comparison. A side that declares something twice, as an image can, is told as a Failure. */
export function orExplainConflict<T>({ prev, next }: Sides, compare: () => T): T {
  try {
    return compare()
  } catch (error) {
    if (!(error instanceof ConflictingSchemaError)) throw error
    const { label } = error.side === 'prev' ? prev : next
    throw new Failure(EXIT_CODES.compile, `${label}: ${error.message}`, { cause: error })
  }
}
