import type { AccessTokenClaims } from '../../auth/keys/access-token.ts'
import type { Principal } from '../../auth/principal.ts'
import { parseScopes } from '../../auth/scope-text.ts'
import { hashToken, isSameHash } from '../../auth/token.ts'
import { ACTIVITY_PRECISION_MS } from '../../limits.ts'
import { isLive, type SessionRecord, type SessionStrategy } from '../../storage/session-records.ts'
import type { ServiceContext } from '../service-context.ts'
import { isBoundAlike } from '../sessions/issue-token-set.ts'
import { hasLiveOrigin } from './live-token.ts'
import { type PresentedToken, requirePossession } from './prove-possession.ts'
import { invalidCredential, toPrincipal } from './to-principal.ts'

type Context = Pick<ServiceContext, 'store' | 'sessions' | 'dpop' | 'now'>

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
  presented?: PresentedToken,
): Promise<SignedIn> {
  const { lookup, hash } = hashToken(secret)
  const found = await context.sessions.findSessionBySecret(lookup)
  if (found === undefined || !isSameHash(found.hash, hash) || found.session.strategy !== strategy) {
    throw invalidCredential()
  }
  const { session } = found
  return signIn(context, session, { address, generation: 0, scopes: session.scopes, presented })
}

/**
 * Who an access token speaks for whose signature and claims have been checked: the session that it names must be live
 * all the same, so that a revocation holds at once. The scopes are those of the token, which may be fewer than those of
 * the session.
 */
export async function authenticateClaims(
  context: Context,
  claims: AccessTokenClaims,
  address: string,
  presented: PresentedToken,
): Promise<SignedIn> {
  const { sid, sub, gen, cnf, scope } = claims
  const session = await context.sessions.findSession(sid)
  const scopes = parseScopes(scope)
  if (session?.strategy !== 'token' || session.userId !== sub || gen < session.minGeneration) throw invalidCredential()
  if (scopes === undefined || !isBoundAlike(cnf, session)) throw invalidCredential()
  return signIn(context, session, { address, generation: gen, scopes, presented })
}

async function signIn(
  context: Context,
  session: SessionRecord,
  use: {
    readonly address: string
    readonly generation: number
    readonly scopes: Principal['scopes']
    readonly presented: PresentedToken | undefined
  },
): Promise<SignedIn> {
  const nowMs = context.now()
  if (!isLive(session, nowMs) || !(await hasLiveOrigin(context, session))) throw invalidCredential()
  // First of all: who cannot show the key leaves no trace in the session.
  await requirePossession(context, session.binding, use.presented)
  const principal = toPrincipal(await context.store.findAccount(session.userId), use.scopes, {
    kind: 'session',
    sessionId: session.id,
    strategy: session.strategy,
    authenticatedAtMs: session.authenticatedAtMs,
  })
  const isStale = nowMs - session.lastActiveAtMs >= ACTIVITY_PRECISION_MS
  const { address, generation } = use
  if (isStale || generation > session.seenGeneration) {
    await context.sessions.touchSession(session.id, { address, generation }, nowMs)
  }
  return { session, principal }
}
