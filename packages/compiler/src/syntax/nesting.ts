import type { Parser } from './parser.ts'

/**
 * How deep messages, groups and option values may nest. Every level costs a few stack frames in each pass, so hostile
 * text would otherwise overflow the stack.
 */
export const MAX_NESTING = 100

/** Goes one level deeper; reports and fails when that is too deep. Pair it with `leaveNesting` when it is true. */
export function enterNesting(p: Parser): boolean {
  if (p.failed) return false
  if (p.depth >= MAX_NESTING) {
    const message = `This is nested more than ${MAX_NESTING} levels deep.`
    p.error('nesting-too-deep', p.start, p.scanner.end, message, 'Move the inner declarations out.')
    p.failed = true
    return false
  }
  p.depth++
  return true
}

export function leaveNesting(p: Parser): void {
  p.depth--
}
