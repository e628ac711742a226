import { type Context, Hono } from 'hono'
import { html } from 'hono/html'
import { canBeRemembered, type SessionLifetimes } from '../../auth/session-lifetimes.ts'
import { RegistryError } from '../../registry-error.ts'
import { authenticatePassword } from '../../services/credentials/authenticate-password.ts'
import type { ServiceContext } from '../../services/service-context.ts'
import type { AppEnv } from '../app-env.ts'
import type { AuthenticationDeps } from '../authenticate-request.ts'
import { orErrorPage } from '../error-page.ts'
import { type Html, renderPage } from '../page-shell.ts'
import { externalLoginForm } from './external-login.ts'
import { nextPage, withNext } from './next-page.ts'
import { startBrowserSession } from './start-browser-session.ts'
import { findVisitorWithSecret, readOwnForm } from './visitor.ts'

const LOGIN_PAGE = '/login'
const DAY_MS = 24 * 3_600_000

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
        const visitor = await findVisitorWithSecret(c, deps)
        return visitor === undefined ? renderLogin(c, context, { next }) : c.redirect(next, 303)
      }),
    )
    .post(LOGIN_PAGE, (c) =>
      orErrorPage(c, async () => {
        const form = await readOwnForm(c, deps)
        const next = nextPage(form.get('next'))
        const name = form.get('name') ?? ''
        const proof = { name, password: form.get('password') ?? '', cookieHeader: c.req.header('cookie') }
        try {
          const rights = await authenticatePassword(context, proof)
          const isRemembered = form.get('remember') === 'yes'
          return await startBrowserSession(c, deps, rights, { proof: 'password', isRemembered, next })
        } catch (error) {
          if (!(error instanceof RegistryError) || error.code !== 'unauthenticated') throw error
          return renderLogin(c, context, { next, name, problem: error })
        }
      }),
    )
}

function renderLogin(
  c: Context<AppEnv>,
  context: ServiceContext,
  { next, name = '', problem }: LoginForm,
): Response | Promise<Response> {
  const body = html`${problem === undefined ? '' : html`<p class="problem" role="alert">${problem.message}</p>`}
<form method="post"><input type="hidden" name="next" value="${next}">
<p><label>Name <input name="name" value="${name}" autocomplete="username" autocapitalize="none" required autofocus></label></p>
<p><label>Password <input name="password" type="password" autocomplete="current-password" required></label></p>
${rememberChoice(context.lifetimes)}
<p><button>Log in</button></p></form>
${externalLoginForm(c, context, next)}
<p><a href="${withNext('/login/passkey', next)}">Log in with a passkey</a></p>
<p class="note">A new password, or an account: from an administrator of this registry.</p>`
  return renderPage(c, { title: 'Log in', body, status: problem === undefined ? 200 : 401 })
}

function rememberChoice(lifetimes: SessionLifetimes): Html | '' {
  if (!canBeRemembered(lifetimes)) return ''
  const { absoluteMs, idleMs } = lifetimes.remembered
  const unused = idleMs < absoluteMs ? `, or until it was not used for ${daysOf(idleMs)}` : ''
  return html`<p><label class="choice"><input name="remember" type="checkbox" value="yes"> Keep me signed in on this device,
for ${daysOf(absoluteMs)} at most${unused}</label></p>`
}

function daysOf(ms: number): string {
  const days = Math.round(ms / DAY_MS)
  return days === 1 ? 'a day' : `${days} days`
}
