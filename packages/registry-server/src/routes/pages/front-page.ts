import { Hono } from 'hono'
import { html } from 'hono/html'
import { isSetupOpen } from '../../services/accounts/setup-code.ts'
import type { AppEnv } from '../app-env.ts'
import type { AuthenticationDeps } from '../authenticate-request.ts'
import { orErrorPage } from '../error-page.ts'
import { renderPage } from '../page-shell.ts'
import { SETUP_PAGE } from './setup-page.ts'
import { findVisitor } from './visitor.ts'

/** What a person finds who opens the registry in a browser. `version` is the registry's. */
export function frontPage(deps: AuthenticationDeps, version: string): Hono<AppEnv> {
  const { context } = deps
  const { registryHost } = context
  return new Hono<AppEnv>().get('/', (c) =>
    orErrorPage(c, async () => {
      await findVisitor(c, deps)
      const setup = html`<p class="problem">Nobody can log in here yet: <a href="${SETUP_PAGE}">set up the first
administrator</a>.</p>`
      const body = html`<p>A Protobuf schema registry, version ${version}. It keeps the versions of <code>.proto</code>
modules and refuses changes that break the ones before.</p>
${(await isSetupOpen(context)) ? setup : ''}
<h2>Log in on a command line</h2>
<pre>wireproof login ${registryHost}
buf registry login ${registryHost}</pre>
<p>Both open a page here on which you let them in. Programs use <a href="/settings/user">tokens</a>.</p>
<h2>Push a module</h2>
<p>Name it in <code>buf.yaml</code> as <code>${registryHost}/OWNER/MODULE</code>, then</p>
<pre>wireproof push --create
buf push --create</pre>`
      return renderPage(c, { title: registryHost, body })
    }),
  )
}
