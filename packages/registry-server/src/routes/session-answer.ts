import type { MiddlewareHandler } from 'hono'
import { clearSessionCookie } from '../auth/session-cookie.ts'
import type { AppEnv } from './app-env.ts'

/**
 * What holds for every answer to a browser that is signed in: nobody keeps it, as it would show after signing out; and a
 * cookie that is not of a live session is taken away.
 * Source: OWASP Session Management Cheat Sheet, "Web Content Caching".
 */
export const answerSessions: MiddlewareHandler<AppEnv> = async (c, next) => {
  await next()
  if (c.get('hasDeadCookie') && !c.res.headers.has('set-cookie')) c.header('set-cookie', clearSessionCookie())
  if (c.get('session') !== undefined || c.res.headers.has('set-cookie')) c.header('cache-control', 'no-store')
}
