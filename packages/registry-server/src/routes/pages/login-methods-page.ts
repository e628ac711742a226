import { type Context, Hono } from 'hono'
import { html } from 'hono/html'
import type { Principal } from '../../auth/principal.ts'
import { listIdentities, unlinkIdentity } from '../../services/login-methods/identities.ts'
import { listPasskeys, removePasskey } from '../../services/login-methods/passkeys.ts'
import type { ExternalIdentityRecord } from '../../storage/external-identity-store.ts'
import type { PasskeyRecord } from '../../storage/passkey-store.ts'
import type { AppEnv } from '../app-env.ts'
import type { AuthenticationDeps } from '../authenticate-request.ts'
import { forgeryField, type Html, renderPage } from '../page-shell.ts'
import { actFor, showTo } from './visitor.ts'

const PAGE = '/settings/login-methods'

/** Where people see and change the ways in which they log in. */
export function loginMethodsPage(deps: AuthenticationDeps): Hono<AppEnv> {
  const { context } = deps
  return new Hono<AppEnv>()
    .get(PAGE, (c) => showTo(c, deps, (principal) => render(c, deps, principal)))
    .post(`${PAGE}/unlink`, (c) =>
      actFor(c, deps, async (principal, form) => {
        const key = { issuer: form.get('issuer') ?? '', subject: form.get('subject') ?? '' }
        await unlinkIdentity(context, principal, key)
        return c.redirect(PAGE, 303)
      }),
    )
    .post(`${PAGE}/remove-passkey`, (c) =>
      actFor(c, deps, async (principal, form) => {
        await removePasskey(context, principal, form.get('id') ?? '')
        return c.redirect(PAGE, 303)
      }),
    )
}

async function render(c: Context<AppEnv>, { context }: AuthenticationDeps, principal: Principal): Promise<Response> {
  const passkeys = await listPasskeys(context, principal)
  const identities = await listIdentities(context, principal)
  const provider = context.externalLogin?.provider.providerName
  const body = html`<h2>Passkeys</h2>
${passkeys.length === 0 ? html`<p>None.</p>` : html`<table>${passkeys.map((one) => passkeyRow(c, one))}</table>`}
<p><a href="${PAGE}/passkey">Add a passkey</a></p>
<h2>At other providers</h2>
${identities.length === 0 ? html`<p>None.</p>` : html`<table>${identities.map((one) => row(c, one))}</table>`}
${
  provider === undefined
    ? ''
    : html`<form method="post" action="${PAGE}/external">${forgeryField(c)}
<p><button>Add an account at ${provider}</button></p></form>`
}
<h2>Password</h2>
<p><a href="/settings/password">Change it</a></p>
<h2>Other sessions</h2>
<p>Whoever logged in with a way that you have just taken away is still signed in.</p>
<form method="post" action="/settings/sessions">${forgeryField(c)}
<p><button name="end" value="others">End all my other sessions</button></p></form>`
  return renderPage(c, { title: 'Ways to log in', body })
}

function row(c: Context<AppEnv>, { issuer, subject, name }: ExternalIdentityRecord): Html {
  return html`<tr><td>${name === '' ? subject : name}</td><td>${new URL(issuer).host}</td>
<td><form method="post" action="${PAGE}/unlink">${forgeryField(c)}<input type="hidden" name="issuer" value="${issuer}">
<input type="hidden" name="subject" value="${subject}"><button>Remove</button></form></td></tr>`
}

function passkeyRow(c: Context<AppEnv>, { credentialId, name, createdAtMs, lastUsedAtMs }: PasskeyRecord): Html {
  const used = lastUsedAtMs === undefined ? 'never used' : `used ${dayOf(lastUsedAtMs)}`
  return html`<tr><td>${name === '' ? 'Passkey' : name}</td><td>made ${dayOf(createdAtMs)}, ${used}</td>
<td><form method="post" action="${PAGE}/remove-passkey">${forgeryField(c)}<input type="hidden" name="id" value="${credentialId}">
<button>Remove</button></form></td></tr>`
}

function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10)
}
