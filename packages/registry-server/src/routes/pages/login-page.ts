import { type Context, Hono } from 'hono'
import { html } from 'hono/html'
import { RegistryError } from '../../registry-error.ts'
import { createSession } from '../../services/sessions/create-session.ts'
import type { AppEnv } from '../app-env.ts'
import type { AuthenticationDeps } from '../authenticate-request.ts'
import { orErrorPage } from '../error-page.ts'
import { renderPage } from '../page-shell.ts'
import { sessionCookies } from '../session-cookies.ts'
import { nextPage } from './next-page.ts'
import { findVisitor, readOwnForm } from './visitor.ts'

const LOGIN_PAGE = '/login'

interface LoginForm {
  readonly next: string
  readonly name?: string
  readonly problem?: RegistryError
}

/** Where people sign in with name and password. The form is held to come from this registry, too. */
export function loginPage(deps: AuthenticationDeps): Hono<AppEnv> {
  const { context } = deps
  return new Hono<AppEnv>()
    .get(LOGIN_PAGE, (c) =>
      orErrorPage(c, async () => {
        const next = nextPage(c.req.query('next'))
        return (await findVisitor(c, deps)) === undefined ? renderLogin(c, { next }) : c.redirect(next, 303)
      }),
    )
    .post(LOGIN_PAGE, (c) =>
      orErrorPage(c, async () => {
        const form = await readOwnForm(c, deps)
        const next = nextPage(form.get('next'))
        const name = form.get('name') ?? ''
        const earlier = await findVisitor(c, deps)
        const cookieHeader = c.req.header('cookie')
        try {
          const created = await createSession(context, {
            proof: { kind: 'password', name, password: form.get('password') ?? '' },
            strategy: 'cookie',
            scopes: [],
            absoluteTimeoutMs: undefined,
            isRemembered: form.get('remember') === 'yes',
            binding: undefined,
            cookieHeader,
            previousSessionId: earlier?.credential.kind === 'session' ? earlier.credential.sessionId : undefined,
          })
          for (const cookie of sessionCookies(context, created, cookieHeader)) {
            c.header('set-cookie', cookie, { append: true })
          }
          return c.redirect(next, 303)
        } catch (error) {
          if (!(error instanceof RegistryError) || error.code !== 'unauthenticated') throw error
          return renderLogin(c, { next, name, problem: error })
        }
      }),
    )
}

function renderLogin(c: Context<AppEnv>, { next, name = '', problem }: LoginForm): Response | Promise<Response> {
  const body = html`${problem === undefined ? '' : html`<p class="problem" role="alert">${problem.message}</p>`}
<form method="post"><input type="hidden" name="next" value="${next}">
<p><label>Name <input name="name" value="${name}" autocomplete="username" autocapitalize="none" required autofocus></label></p>
<p><label>Password <input name="password" type="password" autocomplete="current-password" required></label></p>
<p><label class="choice"><input name="remember" type="checkbox" value="yes"> Keep me signed in on this device, for 30 days at most
and while I use it at least every two weeks</label></p>
<p><button>Log in</button></p></form>
<p class="note">A new password, or an account: from an administrator of this registry.</p>`
  return renderPage(c, { title: 'Log in', body, status: problem === undefined ? 200 : 401 })
}
