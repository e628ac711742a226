import type { MiddlewareHandler } from 'hono'
import { LIMITS } from '../abuse/limits.ts'
import { TooManyAttempts } from '../abuse/too-many-attempts.ts'
import { recordEvent } from '../audit/record-event.ts'
import type { ServiceContext } from '../services/service-context.ts'
import type { AppEnv } from './app-env.ts'

/**
 * Tells the audit log when somebody who is known asked for what they may not do, on whatever route. Whoever does so
 * again and again is told of some times only, so that nobody fills the disk with it.
 */
export function recordRefusals(context: Pick<ServiceContext, 'store' | 'now' | 'limiter'>): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    await next()
    const caller = c.get('caller')
    if (caller === undefined || c.res.status !== 403) return
    try {
      await context.limiter.count(LIMITS.recordedRefusal, caller.userId)
    } catch (error) {
      if (error instanceof TooManyAttempts) return
      throw error
    }
    const { method, path } = c.req
    await recordEvent(context, {
      action: 'access.refused',
      actor: caller,
      outcome: 'refused',
      details: { method, path },
    })
  }
}
