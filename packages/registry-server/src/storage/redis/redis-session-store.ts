import { createHash } from 'node:crypto'
import { Redis } from 'ioredis'
import type { Counters } from '../../abuse/attempt-limiter.ts'
import type { AttemptLimit } from '../../abuse/limits.ts'
import type { JtiReplayGuard } from '../../auth/dpop/jti-replay-guard.ts'
import { type Page, type PageRequest, toPage } from '../page.ts'
import type { SessionRecord } from '../session-records.ts'
import type { RotationOutcome, SessionStore } from '../session-store.ts'
import { createRedisCounters } from './redis-counters.ts'
import { createRedisReplayGuard } from './redis-replay-guard.ts'
import {
  FIND,
  FIND_BY_REFRESH_TOKEN,
  FIND_BY_SECRET,
  INSERT,
  LIST,
  PRUNE,
  RENEW,
  REVOKE,
  REVOKE_ALL,
  ROTATE,
  TOUCH,
} from './session-scripts.ts'
import { fieldsOf, toStoredSession } from './stored-session.ts'
import { isReply, translateRedisError } from './translate-redis-error.ts'

/** In front of all keys. What is in braces decides the slot in a cluster: see `session-scripts.ts`. */
const PREFIX = '{wireproof}:'
/** Making a connection, and waiting for an answer: Redis takes less than a millisecond for each of ours. */
const CONNECT_TIMEOUT_MS = 5_000
const COMMAND_TIMEOUT_MS = 5_000
/** Pause before a lost connection is made anew. */
const RECONNECT_MS = 250

export interface RedisSessionStore {
  readonly sessions: SessionStore
  /** Of proofs that sessions are bound to a key. */
  readonly replays: JtiReplayGuard
  /** Of attempts, for each limit. */
  readonly countersOf: (limit: AttemptLimit) => Counters
  /** Resolves when Redis answers. */
  ping(): Promise<void>
  close(): Promise<void>
}

/**
 * Sessions in Redis, for many servers. `url` is a secret: `redis://user:password@host:port/database`, or `rediss://` for
 * TLS. Rejects with a message for operators, without the password, when Redis cannot be reached.
 */
export async function openRedisSessionStore(url: string): Promise<RedisSessionStore> {
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: CONNECT_TIMEOUT_MS,
    commandTimeout: COMMAND_TIMEOUT_MS,
    connectionName: 'wireproof-server',
    // What cannot be asked now is refused now: a request must not wait for an outage to end.
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    retryStrategy: () => RECONNECT_MS,
  })
  let lastError: Error | undefined
  redis.on('error', (error: Error) => {
    lastError = error
  })
  try {
    await redis.connect()
    await redis.ping()
  } catch (error) {
    redis.disconnect()
    const reason = (lastError ?? error) as Error & { code?: string }
    const { host, port } = redis.options
    throw new Error(`cannot use Redis at ${host}, port ${port}: ${reason.message || reason.code}`)
  }
  return {
    sessions: createSessionStore((script, ...parameters) => run(redis, script, parameters)),
    replays: createRedisReplayGuard(redis, PREFIX),
    countersOf: (limit) => createRedisCounters(redis, PREFIX, limit),
    ping: () => translating(async () => void (await redis.ping())),
    close: async () => redis.disconnect(),
  }
}

type RunScript = (script: string, ...parameters: (string | number)[]) => Promise<unknown>

/** By its digest: Redis has it, unless it was started since. */
async function run(redis: Redis, script: string, parameters: readonly (string | number)[]): Promise<unknown> {
  const digest = createHash('sha1').update(script).digest('hex')
  return translating(async () => {
    try {
      return await redis.evalsha(digest, 1, PREFIX, ...parameters)
    } catch (error) {
      if (!(isReply(error) && error.message.startsWith('NOSCRIPT'))) throw error
      return await redis.eval(script, 1, PREFIX, ...parameters)
    }
  })
}

async function translating<T>(step: () => Promise<T>): Promise<T> {
  try {
    return await step()
  } catch (error) {
    throw translateRedisError(error)
  }
}

type Flat = readonly string[]

function createSessionStore(evaluate: RunScript): SessionStore {
  const sessionOf = async (script: string, ...parameters: (string | number)[]) =>
    toStoredSession((await evaluate(script, ...parameters)) as Flat)
  const sessionsOf = async (script: string, ...parameters: (string | number)[]) =>
    ((await evaluate(script, ...parameters)) as Flat[]).flatMap((flat) => toStoredSession(flat)?.session ?? [])
  const find = async (id: string) => (await sessionOf(FIND, id))?.session
  return {
    insertSession(session, maxLive, nowMs) {
      const { id, userId, secret } = session
      return sessionsOf(
        INSERT,
        ...[id, userId, nowMs, nowMs + session.absoluteTimeoutMs, secret.lookup, secret.hash],
        ...[session.strategy === 'token' ? 1 : 0, Math.max(maxLive - 1, 0), 'limit', ...fieldsOf(session, nowMs)],
      )
    },
    findSession: find,
    async findSessionBySecret(lookup) {
      const found = await sessionOf(FIND_BY_SECRET, lookup)
      return found?.hash === undefined ? undefined : { session: found.session, hash: found.hash }
    },
    async findSessionByRefreshToken(lookup) {
      const [flat = [], hash = '', isUsed] = (await evaluate(FIND_BY_REFRESH_TOKEN, lookup)) as [
        Flat?,
        string?,
        string?,
      ]
      const found = toStoredSession(flat)
      return found && { session: found.session, hash, isUsed: isUsed === '1' }
    },
    async touchSession(id, { address, generation }, nowMs) {
      await evaluate(TOUCH, id, address, generation, nowMs)
    },
    async renewSession(id, secret, nowMs) {
      // Never changes, so that it may be read before.
      const timeoutMs = (await find(id))?.absoluteTimeoutMs ?? 0
      return (await sessionOf(RENEW, id, secret.lookup, secret.hash, nowMs, nowMs + timeoutMs))?.session
    },
    async rotateRefreshToken(token, { salt, successor, graceMs, address }, nowMs) {
      const outcome = await evaluate(
        ROTATE,
        ...[token.lookup, token.hash, salt, successor.lookup, successor.hash],
        ...[graceMs, address, nowMs, 'refresh-token-reused'],
      )
      return toOutcome(outcome as [string, Flat?, string?])
    },
    async listSessions(userId, page, nowMs) {
      return toSessionPage(await sessionsOf(LIST, userId, nowMs), page)
    },
    async revokeSession(id, { reason, byUserId }, nowMs) {
      return (await evaluate(REVOKE, id, nowMs, reason, byUserId ?? '')) === 1
    },
    async revokeSessions({ userId, exceptId }, { reason, byUserId }, nowMs) {
      return (await evaluate(REVOKE_ALL, userId ?? '', exceptId ?? '', nowMs, reason, byUserId ?? '')) as number
    },
    async pruneSessions(beforeMs, limit) {
      return (await evaluate(PRUNE, beforeMs, limit)) as number
    },
  }
}

function toOutcome([kind, flat = [], salt = '']: readonly [string, Flat?, string?]): RotationOutcome {
  const session = toStoredSession(flat)?.session
  if (session === undefined) return { kind: 'unknown' }
  if (kind === 'rotated') return { kind, session, salt }
  return { kind: kind === 'reused' ? 'reused' : 'ended', session }
}

/** A user has some dozens of sessions: sorting them here costs less than keeping them sorted both ways. */
function toSessionPage(
  sessions: readonly SessionRecord[],
  { size, descending, after }: PageRequest,
): Page<SessionRecord> {
  const sign = descending ? -1 : 1
  const compare = (a: { sortKey: number; id: string }, b: { sortKey: number; id: string }) =>
    sign * (a.sortKey - b.sortKey || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
  const cursorOf = ({ lastActiveAtMs, id }: SessionRecord) => ({ sortKey: lastActiveAtMs, id })
  const behind = sessions
    .filter((session) => after === undefined || compare(cursorOf(session), after) > 0)
    .sort((a, b) => compare(cursorOf(a), cursorOf(b)))
  return toPage(behind.slice(0, size + 1), size, cursorOf)
}
