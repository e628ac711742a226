import type { Principal } from '../../auth/principal.ts'
import { hashToken, isSameHash } from '../../auth/token.ts'
import { ACTIVITY_PRECISION_MS } from '../../limits.ts'
import { isLive, type SessionRecord, type SessionStrategy } from '../../storage/session-records.ts'
import type { ServiceContext } from '../service-context.ts'
import { invalidCredential, toPrincipal } from './to-principal.ts'

type Context = Pick<ServiceContext, 'store' | 'sessions' | 'now'>

/** A session, and who is signed in with it. */
export interface SignedIn {
  readonly session: SessionRecord
  readonly principal: Principal
}

/**
 * Who the secret of a session speaks for: what a cookie or an `Authorization` header holds, which is the one for the
 * session's strategy. `unauthenticated` when there is no such live session.
 */
export async function authenticateSessionSecret(
  context: Context,
  secret: string,
  strategy: Exclude<SessionStrategy, 'token'>,
  address: string,
): Promise<SignedIn> {
  const { lookup, hash } = hashToken(secret)
  const found = await context.sessions.findSessionBySecret(lookup)
  if (found === undefined || !isSameHash(found.hash, hash) || found.session.strategy !== strategy) {
    throw invalidCredential()
  }
  return signIn(context, found.session, { address, generation: 0 })
}

/**
 * Who an access token speaks for whose signature and claims have been checked: the session that it names must be live
 * all the same, so that a revocation holds at once.
 */
export async function authenticateSessionId(
  context: Context,
  id: string,
  generation: number,
  address: string,
): Promise<SignedIn> {
  const session = await context.sessions.findSession(id)
  if (session?.strategy !== 'token' || generation < session.minGeneration) throw invalidCredential()
  return signIn(context, session, { address, generation })
}

async function signIn(
  context: Context,
  session: SessionRecord,
  use: { readonly address: string; readonly generation: number },
): Promise<SignedIn> {
  const nowMs = context.now()
  if (!isLive(session, nowMs)) throw invalidCredential()
  const principal = toPrincipal(await context.store.findAccount(session.userId), session.scopes, {
    kind: 'session',
    sessionId: session.id,
    strategy: session.strategy,
    authenticatedAtMs: session.authenticatedAtMs,
  })
  const isStale = nowMs - session.lastActiveAtMs >= ACTIVITY_PRECISION_MS
  if (isStale || use.generation > session.seenGeneration) await context.sessions.touchSession(session.id, use, nowMs)
  return { session, principal }
}
