/**
 * One side of a comparison declares the same thing twice, so it can't be said what belongs to what. Images that our
 * compiler makes without an error diagnostic never cause it.
 */
export class ConflictingSchemaError extends Error {
  /** Which side: `prev` or `next`. */
  readonly side: 'prev' | 'next'

  constructor(side: 'prev' | 'next', what: string, firstPath: string, secondPath: string) {
    const where =
      firstPath === secondPath ? `twice in "${firstPath}"` : `in "${firstPath}" and again in "${secondPath}"`
    const which = side === 'prev' ? 'previous' : 'next'
    super(`the ${which} schema declares ${what} ${where}; keep one of them, then compare again`)
    this.name = 'ConflictingSchemaError'
    this.side = side
  }
}
