import type { Principal } from '../../auth/principal.ts'
import { hashToken, isSameHash } from '../../auth/token.ts'
import { ACTIVITY_PRECISION_MS } from '../../limits.ts'
import type { ServiceContext } from '../service-context.ts'
import { isLiveToken } from './live-token.ts'
import { invalidCredential, toPrincipal } from './to-principal.ts'

/** Who a personal or robot token speaks for. `unauthenticated` when it is unknown, expired or revoked. */
export async function authenticateToken(
  { store, now }: Pick<ServiceContext, 'store' | 'now'>,
  secret: string,
): Promise<Principal> {
  const { lookup, hash } = hashToken(secret)
  const found = await store.findTokenByLookup(lookup)
  if (found === undefined || !isSameHash(found.hash, hash)) throw invalidCredential()
  const { id, userId, scopes, lastUsedAtMs } = found.token
  const nowMs = now()
  if (!isLiveToken(found.token, nowMs)) throw invalidCredential()
  const principal = toPrincipal(await store.findAccount(userId), scopes, { kind: 'token', tokenId: id })
  if (lastUsedAtMs === undefined || nowMs - lastUsedAtMs >= ACTIVITY_PRECISION_MS) await store.touchToken(id, nowMs)
  return principal
}
