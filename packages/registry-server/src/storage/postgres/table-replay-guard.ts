import { createHash } from 'node:crypto'
import type { Pool } from 'pg'
import { DPOP_KEEP_MS, type JtiReplayGuard } from '../../auth/dpop/jti-replay-guard.ts'
import { translatePostgresError } from './translate-postgres-error.ts'

/** How often what is not to be remembered any more is taken out. */
const PRUNE_MS = 60_000

/** A guard in the table `used_proofs`: a proof that one server has taken is not taken by another. */
export function createTableReplayGuard(pool: Pick<Pool, 'query'>): JtiReplayGuard {
  let prunesAtMs = 0
  return {
    async isFirstUse({ thumbprint, jti }, nowMs) {
      // Of one length, whatever a client has chosen.
      const key = createHash('sha256').update(`${thumbprint} ${jti}`).digest('hex')
      try {
        if (nowMs >= prunesAtMs) {
          prunesAtMs = nowMs + PRUNE_MS
          await pool.query('DELETE FROM used_proofs WHERE expires_at_ms < $1', [nowMs])
        }
        const { rowCount } = await pool.query(
          'INSERT INTO used_proofs (key, expires_at_ms) VALUES ($1, $2) ON CONFLICT DO NOTHING',
          [key, nowMs + DPOP_KEEP_MS],
        )
        return rowCount === 1
      } catch (error) {
        throw translatePostgresError(error)
      }
    },
  }
}
