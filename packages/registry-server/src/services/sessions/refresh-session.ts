import { addressKey } from '../../abuse/address-key.ts'
import { LIMITS } from '../../abuse/limits.ts'
import { noticeUnknownCredential } from '../../abuse/unknown-credential.ts'
import { recordEvent } from '../../audit/record-event.ts'
import { currentOrigin } from '../../audit/request-origin.ts'
import { includesScopes } from '../../auth/scope-text.ts'
import { hashToken, isSameHash } from '../../auth/token.ts'
import { RegistryError } from '../../registry-error.ts'
import type { AccountRecord, ScopeGrant } from '../../storage/account-records.ts'
import type { SessionRecord } from '../../storage/session-records.ts'
import { hasLiveOrigin } from '../credentials/live-token.ts'
import { requirePossession } from '../credentials/prove-possession.ts'
import { invalidCredential } from '../credentials/to-principal.ts'
import type { ServiceContext } from '../service-context.ts'
import { issueTokenSet, type TokenSet } from './issue-token-set.ts'
import { rotateSession } from './rotate-session.ts'

export interface RefreshedSession {
  readonly session: SessionRecord
  readonly account: AccountRecord
  readonly tokens: TokenSet
}

/**
 * Trades a refresh token for the next token set. `scopes` asks for fewer in the access token; empty for those of the
 * session. `unauthenticated` for a token that is not good; one that was used before ends its session, see
 * `SessionStore.rotateRefreshToken`. The key that a session is bound to must be shown here as well, and without it the
 * token is not touched: a thief of the token alone can neither use the session nor end it.
 * Source: RFC 6749 section 6; RFC 9700 section 4.14.2; RFC 9449 section 5.
 */
export async function refreshSession(
  context: Pick<
    ServiceContext,
    'store' | 'sessions' | 'limiter' | 'dpop' | 'keyRing' | 'publicOrigin' | 'now' | 'newId'
  >,
  refreshToken: string,
  scopes: readonly ScopeGrant[],
): Promise<RefreshedSession> {
  const address = currentOrigin().address
  await context.limiter.count(LIMITS.refresh, addressKey(address))
  const { lookup, hash } = hashToken(refreshToken)
  const found = await context.sessions.findSessionByRefreshToken(lookup)
  if (found === undefined || !isSameHash(found.hash, hash)) {
    await noticeUnknownCredential(context)
    throw invalidCredential()
  }
  await requirePossession(context, found.session.binding, undefined)
  if (!(await hasLiveOrigin(context, found.session))) throw invalidCredential()
  if (!includesScopes(found.session.scopes, scopes)) {
    throw new RegistryError('permission_denied', 'the session does not have all of the scopes that are asked for')
  }
  const holder = await context.store.findAccount(found.session.userId)
  if (holder?.account.state !== 'active') throw invalidCredential()

  const actor = { userId: holder.account.id, userName: holder.account.name }
  const target = { kind: 'session', id: found.session.id, name: found.session.clientName } as const
  const rotated = await rotateSession(context, refreshToken, address ?? '')
  if ('refused' in rotated) {
    if (rotated.refused === 'reused') {
      const action = 'session.refresh-token-reused'
      await recordEvent(context, { action, actor, target, outcome: 'refused' })
    }
    throw invalidCredential()
  }
  const tokens = await issueTokenSet(context, rotated, scopes.length > 0 ? { scopes } : {})
  await recordEvent(context, { action: 'session.renewed', actor, target })
  return { session: rotated.session, account: holder.account, tokens }
}
