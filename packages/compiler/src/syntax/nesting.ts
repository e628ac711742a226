import type { IdentNode } from './ast.ts'
import type { Parser } from './parser.ts'

/**
 * How many messages and groups may stand in each other. Source: protoc, parser.cc, kMaxMessageNesting; and as all other
 * bodies need a message to nest in, this bounds the stack that later passes use.
 */
export const MAX_MESSAGE_NESTING = 31

/** How many brackets of option values may stand in each other. Source: observed of `buf build` 1.75. */
export const MAX_VALUE_NESTING = 100

/** Goes into the body of a message; reports at its name and fails when that is too deep. Pair it with `leaveMessage`. */
export function enterMessage(p: Parser, name: IdentNode): boolean {
  if (p.failed) return false
  if (p.messageDepth >= MAX_MESSAGE_NESTING) {
    const message = `\`${name.name}\` is nested deeper than the ${MAX_MESSAGE_NESTING} messages that may stand in each other.`
    p.error('nesting-too-deep', name.start, name.end, message, 'Move it out of the messages around it.')
    p.panic()
    return false
  }
  p.messageDepth++
  return true
}

export function leaveMessage(p: Parser): void {
  p.messageDepth--
}

/** Goes into a bracket of an option value; reports it and fails when that is too deep. Pair it with `leaveValue`. */
export function enterValue(p: Parser): boolean {
  if (p.failed) return false
  if (p.valueDepth >= MAX_VALUE_NESTING) {
    const message = `This value is nested deeper than the ${MAX_VALUE_NESTING} levels that it may have.`
    p.error('nesting-too-deep', p.start, p.scanner.end, message, 'Split the option into several ones.')
    p.panic()
    return false
  }
  p.valueDepth++
  return true
}

export function leaveValue(p: Parser): void {
  p.valueDepth--
}
