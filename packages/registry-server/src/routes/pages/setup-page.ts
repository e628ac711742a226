import { type Context, Hono } from 'hono'
import { html } from 'hono/html'
import { RegistryError } from '../../registry-error.ts'
import { isSetupOpen, redeemSetupCode } from '../../services/accounts/setup-code.ts'
import type { AppEnv } from '../app-env.ts'
import type { AuthenticationDeps } from '../authenticate-request.ts'
import { orErrorPage, statusOf } from '../error-page.ts'
import { renderPage } from '../page-shell.ts'
import { newPasswordFields, readNewPassword } from './new-password-fields.ts'
import { startBrowserSession } from './start-browser-session.ts'
import { findVisitorWithSecret, readOwnForm } from './visitor.ts'

export const SETUP_PAGE = '/setup'

/** Where the first administrator chooses a name and a password, with the code that the operator reads on the server. */
export function setupPage(deps: AuthenticationDeps): Hono<AppEnv> {
  const { context } = deps
  return new Hono<AppEnv>()
    .get(SETUP_PAGE, (c) =>
      orErrorPage(c, async () => {
        await findVisitorWithSecret(c, deps)
        if (await isSetupOpen(context)) return renderForm(c, { code: '', name: 'admin' }, undefined)
        const body = html`<p>This registry has its administrator. <a href="/login">Log in</a></p>`
        return renderPage(c, { title: 'Set up', body, status: 404 })
      }),
    )
    .post(SETUP_PAGE, (c) =>
      orErrorPage(c, async () => {
        const form = await readOwnForm(c, deps)
        const typed = { code: form.get('code')?.trim() ?? '', name: form.get('name') ?? '' }
        try {
          const rights = await redeemSetupCode(context, { ...typed, password: readNewPassword(form) })
          return await startBrowserSession(c, deps, rights, { proof: 'setup-code', isRemembered: false, next: '/' })
        } catch (error) {
          const isForThePage = ['unauthenticated', 'invalid_argument', 'already_exists']
          if (!(error instanceof RegistryError) || !isForThePage.includes(error.code)) throw error
          return renderForm(c, typed, error)
        }
      }),
    )
}

function renderForm(
  c: Context<AppEnv>,
  { code, name }: { readonly code: string; readonly name: string },
  problem: RegistryError | undefined,
): Response | Promise<Response> {
  const body = html`${problem === undefined ? '' : html`<p class="problem" role="alert">${problem.message}</p>`}
<p>This registry has no administrator yet who can log in. The code is in the file <code>setup-code</code> of the server's
data folder, which only its operator reads.</p>
<form method="post">
<p><label>Code <input name="code" value="${code}" autocomplete="off" required></label></p>
<p><label>Your name in this registry <input name="name" value="${name}" autocomplete="username" autocapitalize="none" required></label></p>
${newPasswordFields()}
<p><button>Set up</button></p></form>`
  return renderPage(c, { title: 'Set up', body, status: problem === undefined ? 200 : statusOf(problem) })
}
