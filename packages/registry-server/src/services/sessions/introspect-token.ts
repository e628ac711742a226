import { addressKey } from '../../abuse/address-key.ts'
import { LIMITS } from '../../abuse/limits.ts'
import { currentOrigin } from '../../audit/request-origin.ts'
import { requireSignedIn } from '../../auth/access.ts'
import { looksLikeAccessToken } from '../../auth/keys/access-token.ts'
import type { Caller } from '../../auth/principal.ts'
import { formatScopes } from '../../auth/scope-text.ts'
import { hashToken, isSameHash } from '../../auth/token.ts'
import type { AccountRecord } from '../../storage/account-records.ts'
import { isLive, type SessionRecord } from '../../storage/session-records.ts'
import { hasLiveOrigin } from '../credentials/live-token.ts'
import type { ServiceContext } from '../service-context.ts'
import { isBoundAlike } from './issue-token-set.ts'
import { REFRESH_PREFIX, SESSION_PREFIX } from './session-secrets.ts'

type Context = Pick<ServiceContext, 'store' | 'sessions' | 'keyRing' | 'limiter' | 'now'>

/** What a live token grants. */
export interface ActiveToken {
  /** Undefined for a personal or robot token. */
  readonly session: SessionRecord | undefined
  readonly account: AccountRecord
  /** In the form of RFC 6749 section 3.3. */
  readonly scope: string
  readonly issuedAtMs: number
  /** Undefined when it does not expire. */
  readonly expiresAtMs: number | undefined
}

/**
 * What is known of a token; undefined for one that is unknown, expired or revoked, or whose account may not act, without a
 * word which. Needs a credential, so that nobody tries out tokens here. Whether a bound token's key is at hand is for the
 * one to check who is shown the token.
 * Source: RFC 7662 section 2.
 */
export async function introspectToken(
  context: Context,
  caller: Caller,
  token: string,
): Promise<ActiveToken | undefined> {
  requireSignedIn(caller)
  await context.limiter.count(LIMITS.introspection, addressKey(currentOrigin().address))
  const found = await findToken(context, token)
  if (found === undefined) return undefined
  const { userId, ...rest } = found
  if (found.session !== undefined && !(await hasLiveOrigin(context, found.session))) return undefined
  const holder = await context.store.findAccount(userId)
  return holder?.account.state === 'active' ? { ...rest, account: holder.account } : undefined
}

type FoundToken = Omit<ActiveToken, 'account'> & { readonly userId: string }

function findToken(context: Context, token: string): Promise<FoundToken | undefined> {
  if (looksLikeAccessToken(token)) return findAccessToken(context, token)
  if (token.startsWith(REFRESH_PREFIX)) return findRefreshToken(context, token)
  return token.startsWith(SESSION_PREFIX) ? findSessionSecret(context, token) : findIssuedToken(context, token)
}

async function findAccessToken({ keyRing, sessions, now }: Context, token: string) {
  const result = await keyRing.verify(token)
  if ('problem' in result) return undefined
  const { sid, sub, gen, scope, iat, exp, cnf } = result.claims
  const session = await sessions.findSession(sid)
  if (session === undefined || session.userId !== sub || !isBoundAlike(cnf, session)) return undefined
  if (!isLive(session, now()) || gen < session.minGeneration) return undefined
  return { session, userId: sub, scope, issuedAtMs: iat * 1000, expiresAtMs: exp * 1000 }
}

async function findRefreshToken({ sessions, now }: Context, token: string) {
  const { lookup, hash } = hashToken(token)
  const found = await sessions.findSessionByRefreshToken(lookup)
  if (found === undefined || found.isUsed || !isSameHash(found.hash, hash)) return undefined
  return ofSession(found.session, now())
}

async function findSessionSecret({ sessions, now }: Context, token: string) {
  const { lookup, hash } = hashToken(token)
  const found = await sessions.findSessionBySecret(lookup)
  if (found === undefined || !isSameHash(found.hash, hash) || found.session.strategy !== 'server-side') return undefined
  return ofSession(found.session, now())
}

function ofSession(session: SessionRecord, nowMs: number) {
  if (!isLive(session, nowMs)) return undefined
  const expiresAtMs = Math.min(session.absoluteExpiresAtMs, session.lastActiveAtMs + session.idleTimeoutMs)
  const { userId, scopes, createdAtMs } = session
  return { session, userId, scope: formatScopes(scopes), issuedAtMs: createdAtMs, expiresAtMs }
}

async function findIssuedToken({ store, now }: Context, token: string) {
  const { lookup, hash } = hashToken(token)
  const found = await store.findTokenByLookup(lookup)
  if (found === undefined || !isSameHash(found.hash, hash)) return undefined
  const { userId, scopes, createdAtMs, expiresAtMs, revokedAtMs } = found.token
  if (revokedAtMs !== undefined || (expiresAtMs !== undefined && expiresAtMs <= now())) return undefined
  return { session: undefined, userId, scope: formatScopes(scopes), issuedAtMs: createdAtMs, expiresAtMs }
}
