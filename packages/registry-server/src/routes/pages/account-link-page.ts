import { type Context, Hono } from 'hono'
import { html } from 'hono/html'
import { RegistryError } from '../../registry-error.ts'
import { redeemAccountLink } from '../../services/accounts/set-password.ts'
import type { AppEnv } from '../app-env.ts'
import type { AuthenticationDeps } from '../authenticate-request.ts'
import { orErrorPage, statusOf } from '../error-page.ts'
import { renderPage } from '../page-shell.ts'
import { newPasswordFields, readNewPassword } from './new-password-fields.ts'
import { startBrowserSession } from './start-browser-session.ts'
import { findVisitorWithSecret, readOwnForm } from './visitor.ts'

const ACCOUNT_PAGE = '/account'

/** Takes the secret out of the address, where it would stay in the history, and into the form. */
const SCRIPT = `
if (location.hash.length > 1) {
  document.querySelector('[name=secret]').value = location.hash.slice(1)
  history.replaceState(null, '', location.pathname)
}
`

/**
 * Where somebody with a one-time link chooses a password. The link's secret is its fragment, which a browser sends to
 * nobody: the page moves it into the form, or the person pastes the link.
 */
export function accountLinkPage(deps: AuthenticationDeps): Hono<AppEnv> {
  return new Hono<AppEnv>()
    .get(ACCOUNT_PAGE, (c) =>
      orErrorPage(c, async () => {
        await findVisitorWithSecret(c, deps)
        return renderForm(c, '', undefined)
      }),
    )
    .post(ACCOUNT_PAGE, (c) =>
      orErrorPage(c, async () => {
        const form = await readOwnForm(c, deps)
        const typed = form.get('secret') ?? ''
        // A whole link was pasted, or what is behind its #.
        const secret = typed.slice(typed.lastIndexOf('#') + 1).trim()
        try {
          const rights = await redeemAccountLink(deps.context, { secret, password: readNewPassword(form) })
          return await startBrowserSession(c, deps, rights, { proof: 'link', isRemembered: false, next: '/' })
        } catch (error) {
          if (!(error instanceof RegistryError) || !['unauthenticated', 'invalid_argument'].includes(error.code)) {
            throw error
          }
          return renderForm(c, secret, error)
        }
      }),
    )
}

function renderForm(
  c: Context<AppEnv>,
  secret: string,
  problem: RegistryError | undefined,
): Response | Promise<Response> {
  const body = html`${problem === undefined ? '' : html`<p class="problem" role="alert">${problem.message}</p>`}
<p>An administrator gave you a link, to be used once. Choose the password with which you log in from now on.</p>
<form method="post">
<p><label>Your link, or what is behind its # <input name="secret" value="${secret}" autocomplete="off" required></label></p>
${newPasswordFields()}
<p><button>Set the password</button></p></form>`
  const status = problem === undefined ? 200 : statusOf(problem)
  return renderPage(c, { title: 'Choose a password', body, status, script: SCRIPT })
}
