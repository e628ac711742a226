import type { TokenRecord } from '../../storage/records.ts'
import type { SessionRecord } from '../../storage/session-records.ts'
import type { ServiceContext } from '../service-context.ts'

/** Whether a personal or robot token works: it has neither expired nor been revoked. */
export function isLiveToken({ revokedAtMs, expiresAtMs }: TokenRecord, nowMs: number): boolean {
  return revokedAtMs === undefined && (expiresAtMs === undefined || expiresAtMs > nowMs)
}

/**
 * Whether what a session was made with is still good: a token that is revoked takes the sessions along that it made. True
 * for a session that a person signed in to.
 */
export async function hasLiveOrigin(
  { store, now }: Pick<ServiceContext, 'store' | 'now'>,
  { tokenId }: SessionRecord,
): Promise<boolean> {
  if (tokenId === undefined) return true
  const token = await store.findToken(tokenId)
  return token !== undefined && isLiveToken(token, now())
}
