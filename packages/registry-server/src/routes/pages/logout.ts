import { type Context, Hono } from 'hono'
import { html } from 'hono/html'
import { CLEAR_SITE_DATA, clearSessionCookie } from '../../auth/session-cookie.ts'
import { revokeSession } from '../../services/sessions/revoke-session.ts'
import type { AppEnv } from '../app-env.ts'
import type { AuthenticationDeps } from '../authenticate-request.ts'
import { renderPage } from '../page-shell.ts'
import { actFor } from './visitor.ts'

/** Signs out: the session is over on the server, whatever the browser keeps. Only a form of ours can do it, no link. */
export function logout(deps: AuthenticationDeps): Hono<AppEnv> {
  return new Hono<AppEnv>().post('/logout', (c) =>
    actFor(c, deps, async (principal) => {
      await revokeSession(deps.context, principal, '')
      return sayGoodbye(c)
    }),
  )
}

/** The page of somebody whose session has just ended. */
export function sayGoodbye(c: Context<AppEnv>): Response | Promise<Response> {
  c.set('caller', undefined)
  c.set('forgeryToken', undefined)
  c.header('set-cookie', clearSessionCookie())
  c.header('clear-site-data', CLEAR_SITE_DATA)
  const body = html`<p>You are signed out of this registry. <a href="/login">Log in again</a></p>`
  return renderPage(c, { title: 'Signed out', body })
}
