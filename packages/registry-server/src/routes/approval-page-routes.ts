import { Hono } from 'hono'
import { html } from 'hono/html'
import { formatUserCode, parseUserCode } from '../auth/user-code.ts'
import { RegistryError } from '../registry-error.ts'
import { decideDeviceLogin, findOpenLogin } from '../services/device-login.ts'
import type { AppEnv } from './app-env.ts'
import { DEVICE_PAGE } from './device-routes.ts'
import { orErrorPage } from './error-page.ts'
import { renderPage } from './page-shell.ts'
import { tokenFields } from './token-fields.ts'
import { type FormDeps, readApprover, readForm, readGrant } from './token-form.ts'

/** Where a person approves a login that a device started. Source: RFC 8628 section 3.3. */
export function approvalPageRoutes(deps: FormDeps): Hono<AppEnv> {
  const { context } = deps
  return new Hono<AppEnv>()
    .get(DEVICE_PAGE, async (c) => {
      const typed = c.req.query('user_code') ?? ''
      const code = parseUserCode(typed)
      const login = code === undefined ? undefined : await findOpenLogin(context, undefined, code)
      if (login === undefined) {
        const body = html`${typed === '' ? '' : html`<p>No login waits under the code ${typed}.</p>`}
<form method="get"><p><label>The code that the device shows: <input name="user_code" autocomplete="off" required></label>
<button>Continue</button></p></form>`
        return renderPage(c, { title: 'Approve a login', body, status: typed === '' ? 200 : 404 })
      }
      const body = html`<p>A device wants to use this registry. It calls itself <strong>${login.clientName}</strong>, which
nobody has checked. Approve only if you started this login and the device shows the code
<strong>${formatUserCode(login.userCode)}</strong>.</p>
<form method="post"><input type="hidden" name="user_code" value="${login.userCode}">
${tokenFields()}
<p><button name="decision" value="approve">Approve</button> <button name="decision" value="deny">Deny</button></p></form>`
      return renderPage(c, { title: 'Approve a login', body })
    })
    .post(DEVICE_PAGE, (c) =>
      orErrorPage(c, async () => {
        const form = await readForm(c, deps)
        const code = parseUserCode(form.get('user_code') ?? '')
        if (code === undefined) throw new RegistryError('invalid_argument', 'the code is mistyped')
        const approver = await readApprover(c, deps, form)
        const isApproved = form.get('decision') === 'approve'
        const { scope, lifetimeMs } = isApproved ? readGrant(form) : NO_GRANT
        const scopes = [{ permission: scope, resource: '' }] as const
        const approval = isApproved ? { scopes, tokenLifetimeMs: lifetimeMs } : undefined
        await decideDeviceLogin(context, approver, code, approval)
        const body = html`<p>${isApproved ? 'The device is logged in as soon as it asks again.' : 'The device gets nothing.'}
You can close this page.</p>`
        return renderPage(c, { title: isApproved ? 'Approved' : 'Denied', body })
      }),
    )
}

const NO_GRANT = { scope: 'read', lifetimeMs: 0 } as const
