import { noticeUnknownCredential } from '../../abuse/unknown-credential.ts'
import { recordEvent } from '../../audit/record-event.ts'
import { looksLikeAccessToken } from '../../auth/keys/access-token.ts'
import { hashToken, isSameHash } from '../../auth/token.ts'
import type { SessionRecord } from '../../storage/session-records.ts'
import type { ServiceContext } from '../service-context.ts'
import { REFRESH_PREFIX, SESSION_PREFIX } from './session-secrets.ts'

type Context = Pick<ServiceContext, 'store' | 'sessions' | 'keyRing' | 'limiter' | 'now'>

/**
 * Ends what a token belongs to, at once: the whole session of a refresh or access token, or the personal token itself.
 * Resolves for a token that is not known, too. Whoever holds a token may end it; a bound one needs no proof for that, as
 * a thief could do no more than log its owner out. An old refresh token ends its session as well: its client may never
 * have got the next one.
 * Source: RFC 7009 section 2.
 */
export async function revokePresentedToken(context: Context, token: string): Promise<void> {
  const session = await findSession(context, token)
  if (session !== undefined) return endSession(context, session)
  const { lookup, hash } = hashToken(token)
  const found = await context.store.findTokenByLookup(lookup)
  if (found === undefined || !isSameHash(found.hash, hash)) return noticeUnknownCredential(context)
  const { id, userId, userName, note, revokedAtMs } = found.token
  if (revokedAtMs !== undefined) return
  await context.store.inOneStep(async (step) => {
    await step.revokeToken(id, context.now())
    const actor = { userId, userName }
    const target = { kind: 'token', id, name: note } as const
    await recordEvent({ store: step, now: context.now }, { action: 'token.revoked', actor, target })
  })
}

async function findSession({ sessions, keyRing }: Context, token: string): Promise<SessionRecord | undefined> {
  if (looksLikeAccessToken(token)) {
    const result = await keyRing.verify(token)
    return 'claims' in result ? sessions.findSession(result.claims.sid) : undefined
  }
  const { lookup, hash } = hashToken(token)
  let found: { session: SessionRecord; hash: string } | undefined
  if (token.startsWith(REFRESH_PREFIX)) found = await sessions.findSessionByRefreshToken(lookup)
  if (token.startsWith(SESSION_PREFIX)) found = await sessions.findSessionBySecret(lookup)
  return found !== undefined && isSameHash(found.hash, hash) ? found.session : undefined
}

async function endSession(context: Context, { id, userId, clientName }: SessionRecord): Promise<void> {
  const isEnded = await context.sessions.revokeSession(id, { reason: 'logout', byUserId: userId }, context.now())
  if (!isEnded) return
  const holder = await context.store.findAccount(userId)
  await recordEvent(context, {
    action: 'session.revoked',
    actor: holder && { userId, userName: holder.account.name },
    target: { kind: 'session', id, name: clientName },
    details: { reason: 'logout' },
  })
}
