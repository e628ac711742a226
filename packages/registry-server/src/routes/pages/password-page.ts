import { type Context, Hono } from 'hono'
import { html } from 'hono/html'
import { forgeryTokenOf } from '../../auth/forgery.ts'
import { RegistryError } from '../../registry-error.ts'
import { changePassword } from '../../services/accounts/set-password.ts'
import { renewSession } from '../../services/sessions/renew-session.ts'
import type { AppEnv } from '../app-env.ts'
import type { AuthenticationDeps } from '../authenticate-request.ts'
import { forgeryField, renderPage } from '../page-shell.ts'
import { sessionCookies } from '../session-cookies.ts'
import { newPasswordFields, readNewPassword } from './new-password-fields.ts'
import { actFor, showTo } from './visitor.ts'

const PASSWORD_PAGE = '/settings/password'

/** Where people change their password, which ends their other sessions and gives this one a new identifier. */
export function passwordPage(deps: AuthenticationDeps): Hono<AppEnv> {
  const { context } = deps
  return new Hono<AppEnv>()
    .get(PASSWORD_PAGE, (c) => showTo(c, deps, () => renderForm(c, undefined)))
    .post(PASSWORD_PAGE, (c) =>
      actFor(c, deps, async (principal, form) => {
        const cookieHeader = c.req.header('cookie')
        let ended: number
        try {
          const newPassword = readNewPassword(form)
          const oldPassword = form.get('old_password') ?? ''
          ended = await changePassword(context, principal, { oldPassword, newPassword, cookieHeader })
        } catch (error) {
          if (!(error instanceof RegistryError) || error.code !== 'invalid_argument') throw error
          return renderForm(c, error.message)
        }
        if (principal.credential.kind === 'session') {
          const renewed = await renewSession(context, principal.credential.sessionId)
          c.set('forgeryToken', forgeryTokenOf(renewed.secret))
          for (const cookie of sessionCookies(context, renewed, cookieHeader)) {
            c.header('set-cookie', cookie, { append: true })
          }
        }
        const others = ended === 1 ? 'Your other session has ended.' : `Your ${ended} other sessions have ended.`
        const body = html`<p>From now on you log in with the new password. ${ended === 0 ? '' : others}
Your <a href="/settings/user">tokens</a> go on working: revoke those that you do not know.</p>
<p><a href="/">Continue</a></p>`
        return renderPage(c, { title: 'The password is changed', body })
      }),
    )
}

function renderForm(c: Context<AppEnv>, problem: string | undefined): Response | Promise<Response> {
  const body = html`${problem === undefined ? '' : html`<p class="problem" role="alert">${problem}</p>`}
<p>Wherever else you are signed in, you will have to log in again.</p>
<form method="post">${forgeryField(c)}
<p><label>Old password <input name="old_password" type="password" autocomplete="current-password" required></label></p>
${newPasswordFields()}
<p><button>Change the password</button></p></form>`
  return renderPage(c, { title: 'Password', body, status: problem === undefined ? 200 : 400 })
}
