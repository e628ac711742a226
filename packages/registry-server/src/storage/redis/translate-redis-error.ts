import { RegistryError } from '../../registry-error.ts'

/**
 * Answers of a Redis that works, but not for us now: it loads its data, is a replica, cannot write to its disk or has no
 * memory left, is busy, or wants another password. Source: Redis documentation, "Redis serialization protocol", errors.
 */
const NOT_NOW =
  /^(BUSY|CLUSTERDOWN|LOADING|MASTERDOWN|MISCONF|NOAUTH|NOREPLICAS|OOM|READONLY|TRYAGAIN|UNKILLABLE|WRONGPASS|NOPERM)\b/

/** Whether an error is what Redis answered, and not what kept it from answering. */
export function isReply(error: unknown): error is Error {
  return error instanceof Error && error.name === 'ReplyError'
}

/**
 * Turns what the client throws into what callers are told: everything but an answer that means a bug of ours is a store
 * that is out of reach.
 */
export function translateRedisError(error: unknown): unknown {
  if (error instanceof RegistryError || !(error instanceof Error)) return error
  if (isReply(error) && !NOT_NOW.test(error.message)) return error
  return new RegistryError('unavailable', 'the registry cannot reach its store of sessions; try again', {
    cause: error,
  })
}
