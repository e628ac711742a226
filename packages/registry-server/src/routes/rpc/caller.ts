import { createContextKey, type HandlerContext } from '@connectrpc/connect'
import type { Caller } from '../../auth/principal.ts'

/** Who makes the call; set before the call reaches a service. */
export const CALLER = createContextKey<Caller>(undefined, { description: 'who makes the call' })

export function callerOf(context: HandlerContext): Caller {
  return context.values.get(CALLER)
}

/** The forgery token of the session whose cookie made the call; empty for other callers. */
export const FORGERY_TOKEN = createContextKey('', { description: 'forgery token' })
