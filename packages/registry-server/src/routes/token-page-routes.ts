import { Hono } from 'hono'
import { html } from 'hono/html'
import { issueToken } from '../services/tokens.ts'
import type { AppEnv } from './app-env.ts'
import { orErrorPage } from './error-page.ts'
import { renderPage } from './page-shell.ts'
import { tokenFields } from './token-fields.ts'
import { type FormDeps, readApprover, readForm, readGrant } from './token-form.ts'

/** Where the stock client sends people who need a token. */
const TOKEN_PAGE = '/settings/user'

/** The page that makes tokens: the new one is shown once, and kept as a hash. */
export function tokenPageRoutes(deps: FormDeps): Hono<AppEnv> {
  const { context } = deps
  const { registryHost } = context
  return new Hono<AppEnv>()
    .get(TOKEN_PAGE, (c) => {
      const body = html`<p>Tokens let programs and people read from and push to ${registryHost}. An administrator makes
them here; the first token is in the file <code>admin-token</code> of the server's data folder.</p>
<form method="post">
${tokenFields()}
<p><label>What it is for: <input name="note" autocomplete="off"></label></p>
<p><button>Make a token</button></p></form>`
      return renderPage(c, { title: 'Tokens', body })
    })
    .post(TOKEN_PAGE, (c) =>
      orErrorPage(c, async () => {
        const form = await readForm(c, deps)
        const approver = await readApprover(c, deps, form)
        const { userName, scope, lifetimeMs } = readGrant(form)
        const { secret, token } = await issueToken(context, approver, {
          note: form.get('note') ?? '',
          userName: userName || approver.userName,
          scopes: [{ permission: scope, resource: '' }],
          expiresAtMs: context.now() + lifetimeMs,
        })
        const until = new Date(token.expiresAtMs ?? 0).toISOString().slice(0, 10)
        const body = html`<p>For ${token.userName}, scope ${token.scope}, until ${until}. Copy it now: it is not shown again.</p>
<pre>${secret}</pre>
<p>Give it to</p>
<pre>wireproof login ${registryHost}
buf registry login ${registryHost} --token-stdin</pre>
<p>or set it as <code>BUF_TOKEN</code>.</p>`
        return renderPage(c, { title: 'The new token', body })
      }),
    )
}
