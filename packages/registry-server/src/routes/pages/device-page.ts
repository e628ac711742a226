import { type Context, Hono } from 'hono'
import { html } from 'hono/html'
import type { Principal } from '../../auth/principal.ts'
import { formatUserCode, parseUserCode } from '../../auth/user-code.ts'
import { RegistryError } from '../../registry-error.ts'
import { decideDeviceLogin, findOpenLogin } from '../../services/device-login.ts'
import type { AppEnv } from '../app-env.ts'
import type { AuthenticationDeps } from '../authenticate-request.ts'
import { DEVICE_PAGE } from '../device-routes.ts'
import { forgeryField, renderPage } from '../page-shell.ts'
import { grantFields, readGrant } from './grant-form.ts'
import { actFor, showTo } from './visitor.ts'

/**
 * Where a person lets in a device that shows a code, to the person's own account. It asks even when the link carries the
 * code, as somebody else may have sent it.
 * Source: RFC 8628 sections 3.3 and 5.4.
 */
export function devicePage(deps: AuthenticationDeps): Hono<AppEnv> {
  const { context } = deps
  return new Hono<AppEnv>()
    .get(DEVICE_PAGE, (c) => showTo(c, deps, (principal) => renderQuestion(c, deps, principal)))
    .post(DEVICE_PAGE, (c) =>
      actFor(
        c,
        deps,
        async (principal, form) => {
          const code = parseUserCode(form.get('user_code') ?? '')
          if (code === undefined) throw new RegistryError('invalid_argument', 'the code is mistyped')
          const isApproved = form.get('decision') === 'approve'
          const { scopes, lifetimeMs } = isApproved ? readGrant(form) : { scopes: [], lifetimeMs: 0 }
          const approval = isApproved ? { scopes, tokenLifetimeMs: lifetimeMs } : undefined
          await decideDeviceLogin(context, principal, code, approval)
          const outcome = isApproved ? 'The device is logged in as soon as it asks again.' : 'The device gets nothing.'
          const body = html`<p>${outcome} You can close this page.</p>`
          return renderPage(c, { title: isApproved ? 'Approved' : 'Denied', body })
        },
        (form) => `${DEVICE_PAGE}?${new URLSearchParams({ user_code: form.get('user_code') ?? '' })}`,
      ),
    )
}

async function renderQuestion(
  c: Context<AppEnv>,
  { context }: AuthenticationDeps,
  principal: Principal,
): Promise<Response> {
  const typed = c.req.query('user_code') ?? ''
  const code = parseUserCode(typed)
  const login = code === undefined ? undefined : await findOpenLogin(context, principal, code)
  if (login === undefined) {
    const problem = html`<p class="problem" role="alert">No login waits under the code ${typed}.</p>`
    const body = html`${typed === '' ? '' : problem}
<form method="get"><p><label>The code that the device shows
<input name="user_code" autocomplete="off" autocapitalize="characters" required autofocus></label></p>
<p><button>Continue</button></p></form>`
    return renderPage(c, { title: 'Let a device in', body, status: typed === '' ? 200 : 404 })
  }
  const body = html`<p>A device wants to use this registry as <strong>${principal.userName}</strong>. It calls itself
<strong>${login.clientName}</strong>, which nobody has checked. Approve only if you started this login yourself and the
device shows the code <strong>${formatUserCode(login.userCode)}</strong>.</p>
<form method="post">${forgeryField(c)}<input type="hidden" name="user_code" value="${login.userCode}">
${grantFields()}
<p><button name="decision" value="approve">Approve</button> <button name="decision" value="deny">Deny</button></p></form>`
  return renderPage(c, { title: 'Let a device in', body })
}
