import { type AuditEvent, recordEvent } from '../../audit/record-event.ts'
import { canBeRemembered } from '../../auth/session-lifetimes.ts'
import { hashToken } from '../../auth/token.ts'
import { MAX_SESSIONS_PER_USER, MAX_USER_AGENT_CHARS } from '../../limits.ts'
import type { ScopeGrant } from '../../storage/account-records.ts'
import type { SessionBinding, SessionRecord, SessionStrategy } from '../../storage/session-records.ts'
import type { ServiceContext } from '../service-context.ts'
import { generateSessionSecret } from './session-secrets.ts'

export interface SessionToStart {
  readonly userId: string
  readonly strategy: SessionStrategy
  readonly scopes: readonly ScopeGrant[]
  readonly isRemembered: boolean
  /** A shorter life than the registry's own; a longer one is cut to it. */
  readonly absoluteTimeoutMs: number | undefined
  readonly binding: SessionBinding | undefined
  /** The token that proved who the account is, if one did. */
  readonly tokenId?: string | undefined
  /** What the client calls itself. */
  readonly clientName: string
  readonly address: string
}

/** A session and the secret that its client presents: the identifier, or the refresh token. It is kept nowhere. */
export interface SecretSession {
  readonly session: SessionRecord
  readonly secret: string
}

/**
 * Starts a session for an account that has proven who it is. Always with a new identifier; the account's sessions that
 * were unused for longest end when it has too many.
 */
export async function startSession(
  context: Pick<ServiceContext, 'store' | 'sessions' | 'lifetimes' | 'now' | 'newId'>,
  what: SessionToStart,
): Promise<SecretSession> {
  const { strategy } = what
  const isRemembered = what.isRemembered && canBeRemembered(context.lifetimes)
  const lifetime = context.lifetimes[strategy === 'cookie' && isRemembered ? 'remembered' : strategy]
  const absoluteTimeoutMs = Math.min(what.absoluteTimeoutMs ?? Number.POSITIVE_INFINITY, lifetime.absoluteMs)
  const secret = generateSessionSecret(strategy)
  const id = context.newId()
  const nowMs = context.now()
  const { userId, scopes, binding, tokenId, clientName, address } = what
  const surplus = await context.sessions.insertSession(
    {
      id,
      userId,
      strategy,
      scopes,
      isRemembered,
      idleTimeoutMs: Math.min(lifetime.idleMs, absoluteTimeoutMs),
      absoluteTimeoutMs,
      binding,
      tokenId,
      clientName: clientName.slice(0, MAX_USER_AGENT_CHARS),
      address,
      secret: hashToken(secret),
    },
    MAX_SESSIONS_PER_USER,
    nowMs,
  )
  const endOf = ({ id, clientName }: SessionRecord): AuditEvent => ({
    action: 'session.revoked',
    actor: undefined,
    target: { kind: 'session', id, name: clientName },
    details: { reason: 'limit' },
  })
  if (surplus.length > 0) await recordEvent(context, ...surplus.map(endOf))
  const session = await context.sessions.findSession(id)
  if (session === undefined) throw new Error(`the session ${id} is gone as soon as it was made`)
  return { session, secret }
}
