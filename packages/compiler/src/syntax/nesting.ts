import type { Parser } from './parser.ts'

/**
 * How many messages and groups may stand in each other. Source: protoc, parser.cc, kMaxMessageNesting; and as all other
 * bodies need a message to nest in, this bounds the stack that later passes use.
 */
export const MAX_MESSAGE_NESTING = 31

/** How many brackets of option values may stand in each other. Source: observed of `buf build` 1.75. */
export const MAX_VALUE_NESTING = 100

/** Goes into the body of a message, or fails where that is too deep. Pair it with `leaveMessage`. */
export function enterMessage(p: Parser): boolean {
  if (p.messageDepth >= MAX_MESSAGE_NESTING) p.fail()
  if (p.failed) return false
  p.messageDepth++
  return true
}

export function leaveMessage(p: Parser): void {
  p.messageDepth--
}

/** Goes into a bracket of an option value, or fails where that is too deep. Pair it with `leaveValue`. */
export function enterValue(p: Parser): boolean {
  if (p.valueDepth >= MAX_VALUE_NESTING) p.fail()
  if (p.failed) return false
  p.valueDepth++
  return true
}

export function leaveValue(p: Parser): void {
  p.valueDepth--
}
