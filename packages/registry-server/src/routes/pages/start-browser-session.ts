import type { Context } from 'hono'
import { provenPerson, signIn } from '../../services/sessions/sign-in.ts'
import type { AccountRights } from '../../storage/account-records.ts'
import type { AppEnv } from '../app-env.ts'
import type { AuthenticationDeps } from '../authenticate-request.ts'
import { sessionCookies } from '../session-cookies.ts'
import { findVisitor } from './visitor.ts'

/**
 * Starts the session of a person who has just proven who they are on a page, in place of the one that the browser may
 * have, and sends them on to `next`. `proof` is for the audit log.
 */
export async function startBrowserSession(
  c: Context<AppEnv>,
  deps: AuthenticationDeps,
  rights: AccountRights,
  { proof, isRemembered, next }: { readonly proof: string; readonly isRemembered: boolean; readonly next: string },
): Promise<Response> {
  const earlier = await findVisitor(c, deps)
  const created = await signIn(deps.context, provenPerson(rights, proof), {
    strategy: 'cookie',
    scopes: [],
    absoluteTimeoutMs: undefined,
    isRemembered,
    binding: undefined,
    previousSessionId: earlier?.credential.kind === 'session' ? earlier.credential.sessionId : undefined,
  })
  for (const cookie of sessionCookies(deps.context, created, c.req.header('cookie'))) {
    c.header('set-cookie', cookie, { append: true })
  }
  return c.redirect(next, 303)
}
