import { serializeSessionCookie } from '../auth/session-cookie.ts'
import type { ServiceContext } from '../services/service-context.ts'
import type { SecretSession } from '../services/sessions/start-session.ts'

/**
 * The `Set-Cookie` values that give a browser its session, and a mark that it is known to the account. A session that is
 * remembered is kept when the browser is closed, for as long as the server's own clock runs.
 */
export function sessionCookies(
  context: Pick<ServiceContext, 'knownDevices'>,
  { session, secret }: SecretSession,
  cookieHeader: string | undefined,
): string[] {
  const options = session.isRemembered ? { maxAgeSeconds: session.absoluteTimeoutMs / 1000 } : {}
  const mark = context.knownDevices.remember(cookieHeader, session.userId)
  return [serializeSessionCookie(secret, options), ...(mark === undefined ? [] : [mark])]
}
