import { type Context, Hono } from 'hono'
import { html } from 'hono/html'
import type { AppEnv } from './app-env.ts'

export interface PageDeps {
  /** `host[:port]` as clients write it. */
  readonly registryHost: string
  readonly version: string
}

/** What a person finds who opens the registry in a browser. */
export function pageRoutes({ registryHost, version }: PageDeps): Hono<AppEnv> {
  const page = (c: Context<AppEnv>) => {
    c.header('content-security-policy', "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
    return c.html(html`<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Wireproof on ${registryHost}</title></head>
<body>
<h1>Wireproof</h1>
<p>A Protobuf schema registry, version ${version}. It keeps the versions of <code>.proto</code> modules and refuses
changes that break the ones before.</p>
<h2>Log in</h2>
<p>An administrator <a href="/settings/user">makes tokens</a>; the first one is in the file <code>admin-token</code> of
the server's data folder.</p>
<pre>wireproof login ${registryHost}
buf registry login ${registryHost} --token-stdin</pre>
<h2>Push a module</h2>
<p>Name it in <code>buf.yaml</code> as <code>${registryHost}/OWNER/MODULE</code>, then</p>
<pre>wireproof push --create
buf push --create</pre>
</body>
</html>`)
  }
  return new Hono<AppEnv>().get('/', page)
}
