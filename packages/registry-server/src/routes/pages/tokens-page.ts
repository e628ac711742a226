import { type Context, Hono } from 'hono'
import { html } from 'hono/html'
import type { Principal } from '../../auth/principal.ts'
import { hasRight, REGISTRY } from '../../auth/rights.ts'
import { MAX_PAGE_SIZE } from '../../limits.ts'
import { toPageToken } from '../../services/page-token.ts'
import { issueToken, listTokens, revokeToken } from '../../services/tokens.ts'
import type { ScopeGrant } from '../../storage/account-records.ts'
import type { TokenRecord } from '../../storage/records.ts'
import type { AppEnv } from '../app-env.ts'
import type { AuthenticationDeps } from '../authenticate-request.ts'
import { forgeryField, type Html, renderPage } from '../page-shell.ts'
import { grantFields, readGrant } from './grant-form.ts'
import { toMinute } from './time-text.ts'
import { actFor, showTo } from './visitor.ts'

/** Where the stock client sends people who need a token. */
const TOKEN_PAGE = '/settings/user'

/** Where people see, make and revoke their tokens, and administrators those of robots. A new one is shown once. */
export function tokensPage(deps: AuthenticationDeps): Hono<AppEnv> {
  const { context } = deps
  return new Hono<AppEnv>()
    .get(TOKEN_PAGE, (c) => showTo(c, deps, (principal) => renderTokens(c, deps, principal)))
    .post(TOKEN_PAGE, (c) =>
      actFor(c, deps, async (principal, form) => {
        const revoked = form.get('revoke')
        if (revoked !== null) {
          await revokeToken(context, principal, revoked)
          return c.redirect(TOKEN_PAGE, 303)
        }
        const { scopes, lifetimeMs } = readGrant(form)
        const { secret, token } = await issueToken(context, principal, {
          note: form.get('note') ?? '',
          userName: form.get('user')?.trim() ?? '',
          scopes,
          expiresAtMs: context.now() + lifetimeMs,
        })
        return renderNewToken(c, context.registryHost, token, secret)
      }),
    )
}

async function renderTokens(
  c: Context<AppEnv>,
  { context }: AuthenticationDeps,
  principal: Principal,
): Promise<Response> {
  const isAdministrator = hasRight(principal, 'own', REGISTRY)
  const everyone = isAdministrator && c.req.query('of') === 'everyone'
  const page = { pageSize: MAX_PAGE_SIZE, pageToken: c.req.query('page') ?? '', descending: true }
  const { items, next } = await listTokens(context, principal, { userName: '', everyone }, page)
  const more = new URLSearchParams({ ...(everyone && { of: 'everyone' }), page: toPageToken(next) })
  const robot = html`<p><label>For the robot (empty: for myself) <input name="user" autocomplete="off" autocapitalize="none"></label></p>`
  const whose = everyone
    ? html`<p><a href="${TOKEN_PAGE}">Only mine</a></p>`
    : html`<p><a href="${TOKEN_PAGE}?of=everyone">Those of everybody</a></p>`
  const body = html`<p>A token lets a program do what you may do here, or less. Whoever has it can use it: give each program
its own, for no longer than it is needed.</p>
${isAdministrator ? whose : ''}
${items.length === 0 ? html`<p>There are no tokens.</p>` : list(c, items, everyone)}
${next === undefined ? '' : html`<p><a href="${TOKEN_PAGE}?${more}">More</a></p>`}
<h2>Make a token</h2>
<form method="post">${forgeryField(c)}
<p><label>What it is for <input name="note" autocomplete="off"></label></p>
${isAdministrator ? robot : ''}
${grantFields()}
<p><button>Make a token</button></p></form>`
  return renderPage(c, { title: everyone ? 'Tokens of everybody' : 'Tokens', body })
}

function list(c: Context<AppEnv>, tokens: readonly TokenRecord[], isOfEverybody: boolean): Html {
  const row = (token: TokenRecord) => html`<tr>
<td>${isOfEverybody ? html`<strong>${token.userName}</strong><br>` : ''}${token.note || html`<em>without a note</em>`}</td>
<td>${token.scopes.map(describeScope).join(', ')}</td>
<td>${token.lastUsedAtMs === undefined ? 'never' : toMinute(token.lastUsedAtMs)}</td>
<td>${token.expiresAtMs === undefined ? 'never' : toMinute(token.expiresAtMs)}</td>
<td><button name="revoke" value="${token.id}">Revoke</button></td></tr>`
  return html`<form method="post">${forgeryField(c)}
<table><thead><tr><th>For</th><th>It may</th><th>Last used</th><th>Ends</th><th></th></tr></thead>
<tbody>${tokens.map(row)}</tbody></table></form>`
}

function renderNewToken(
  c: Context<AppEnv>,
  registryHost: string,
  token: TokenRecord,
  secret: string,
): Response | Promise<Response> {
  const until = token.expiresAtMs === undefined ? 'it is revoked' : toMinute(token.expiresAtMs)
  const body = html`<p>For ${token.userName}; it may ${token.scopes.map(describeScope).join(', ')}, until ${until}. Copy it
now: it is not shown again.</p>
<pre>${secret}</pre>
<p>Give it to</p>
<pre>wireproof login ${registryHost} --token-stdin
buf registry login ${registryHost} --token-stdin</pre>
<p>or set it as <code>BUF_TOKEN</code>. <a href="${TOKEN_PAGE}">Back to the tokens</a></p>`
  return renderPage(c, { title: 'The new token', body })
}

const WORDS = { read: 'read', push: 'read and push', admin: 'do everything' } as const

function describeScope({ permission, resource }: ScopeGrant): string {
  return resource === '' ? WORDS[permission] : `${WORDS[permission]} on ${resource}`
}
