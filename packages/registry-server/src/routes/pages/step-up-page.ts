import { type Context, Hono } from 'hono'
import { html } from 'hono/html'
import type { Principal } from '../../auth/principal.ts'
import { FRESH_MS } from '../../limits.ts'
import { RegistryError } from '../../registry-error.ts'
import type { ServiceContext } from '../../services/service-context.ts'
import { reauthenticateSession } from '../../services/sessions/reauthenticate-session.ts'
import type { AppEnv } from '../app-env.ts'
import type { AuthenticationDeps } from '../authenticate-request.ts'
import { forgeryField, renderPage } from '../page-shell.ts'
import { sessionCookies } from '../session-cookies.ts'
import { externalLoginForm } from './external-login.ts'
import { nextPage, withNext } from './next-page.ts'
import { actFor, showTo } from './visitor.ts'

const STEP_UP_PAGE = '/login/step-up'

/** Where somebody who is signed in proves again who they are, before doing what is dangerous. */
export function stepUpPage(deps: AuthenticationDeps): Hono<AppEnv> {
  const { context } = deps
  return new Hono<AppEnv>()
    .get(STEP_UP_PAGE, (c) =>
      showTo(c, deps, (principal) => renderStepUp(c, context, principal, { next: nextPage(c.req.query('next')) })),
    )
    .post(STEP_UP_PAGE, (c) =>
      actFor(c, deps, async (principal, form) => {
        const next = nextPage(form.get('next'))
        const cookieHeader = c.req.header('cookie')
        const proof = { name: principal.userName, password: form.get('password') ?? '', cookieHeader }
        try {
          const renewed = await reauthenticateSession(context, principal, proof)
          for (const cookie of sessionCookies(context, renewed, cookieHeader)) {
            c.header('set-cookie', cookie, { append: true })
          }
          return c.redirect(next, 303)
        } catch (error) {
          if (!(error instanceof RegistryError) || error.code !== 'unauthenticated') throw error
          return renderStepUp(c, context, principal, { next, problem: 'The password is wrong.' })
        }
      }),
    )
}

function renderStepUp(
  c: Context<AppEnv>,
  context: ServiceContext,
  { userName }: Principal,
  { next, problem }: { readonly next: string; readonly problem?: string },
): Response | Promise<Response> {
  const body = html`${problem === undefined ? '' : html`<p class="problem" role="alert">${problem}</p>`}
<p>What you want to do needs a login of the last ${FRESH_MS / 60_000} minutes.</p>
<form method="post">${forgeryField(c)}<input type="hidden" name="next" value="${next}">
<p><label>Name <input value="${userName}" autocomplete="username" readonly></label></p>
<p><label>Password <input name="password" type="password" autocomplete="current-password" required autofocus></label></p>
<p><button>Continue</button></p></form>
${externalLoginForm(c, context, next)}
<p><a href="${withNext('/login/step-up/passkey', next)}">Use a passkey</a></p>`
  return renderPage(c, { title: 'Prove again who you are', body, status: problem === undefined ? 200 : 401 })
}
