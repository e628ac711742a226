import { createHash } from 'node:crypto'
import type { Redis } from 'ioredis'
import { DPOP_KEEP_MS, type JtiReplayGuard } from '../../auth/dpop/jti-replay-guard.ts'
import { translateRedisError } from './translate-redis-error.ts'

/** A guard in Redis: a proof that one server has taken is not taken by another. Redis forgets it by its own clock. */
export function createRedisReplayGuard(redis: Redis, prefix: string): JtiReplayGuard {
  return {
    async isFirstUse({ thumbprint, jti }) {
      // Of one length, whatever a client has chosen.
      const key = `${prefix}proof:${createHash('sha256').update(`${thumbprint} ${jti}`).digest('hex')}`
      try {
        return (await redis.set(key, '1', 'PX', DPOP_KEEP_MS, 'NX')) === 'OK'
      } catch (error) {
        throw translateRedisError(error)
      }
    },
  }
}
