import { RegistryError } from '../../registry-error.ts'
import { DPOP_WINDOW_MS } from './dpop-proof.ts'

/** Remembers which proofs were used, for as long as they would be taken. */
export interface JtiReplayGuard {
  /** Whether this is the first use of the proof; notes it. `resource_exhausted` when too many are to be remembered. */
  isFirstUse(proof: { readonly thumbprint: string; readonly jti: string }, nowMs: number): Promise<boolean>
}

/** A proof may be dated ahead of us by one window, and be taken for one more. */
export const DPOP_KEEP_MS = 2 * DPOP_WINDOW_MS
/** Proofs of 160 requests a second over the time that they are kept at most: some 25 MB. */
const MAX_REMEMBERED = 200_000

/** The guard of a single server. Full, it refuses: it cannot tell a replay then, and forgetting would let one through. */
export function createMemoryReplayGuard(maxRemembered: number = MAX_REMEMBERED): JtiReplayGuard {
  // Two generations that take turns: each entry stays for one turn at least, and nothing is ever searched for old ones.
  let recent = new Set<string>()
  let older = new Set<string>()
  let turnsAtMs = 0
  return {
    async isFirstUse({ thumbprint, jti }, nowMs) {
      if (nowMs >= turnsAtMs) {
        older = nowMs >= turnsAtMs + DPOP_KEEP_MS ? new Set() : recent
        recent = new Set()
        turnsAtMs = nowMs + DPOP_KEEP_MS
      }
      const key = `${thumbprint} ${jti}`
      if (recent.has(key) || older.has(key)) return false
      if (recent.size + older.size >= maxRemembered) {
        throw new RegistryError('resource_exhausted', 'too many requests with proof of possession; try again later')
      }
      recent.add(key)
      return true
    },
  }
}
