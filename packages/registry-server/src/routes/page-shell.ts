import type { Context } from 'hono'
import { html } from 'hono/html'
import type { HtmlEscapedString } from 'hono/utils/html'
import type { AppEnv } from './app-env.ts'

type Html = HtmlEscapedString | Promise<HtmlEscapedString>

/**
 * A page without scripts, styles and foreign content. It is not kept by anybody: it may show a token. Browsers tell
 * where its forms come from, and other sites neither frame it nor learn its address.
 */
export function renderPage(
  c: Context<AppEnv>,
  page: { readonly title: string; readonly body: Html; readonly status?: 200 | 400 | 401 | 403 | 404 | 413 | 429 },
): Response | Promise<Response> {
  c.header('content-security-policy', "default-src 'none'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'")
  c.header('referrer-policy', 'same-origin')
  c.header('cache-control', 'no-store')
  return c.html(
    html`<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${page.title}</title></head>
<body>
<h1>${page.title}</h1>
${page.body}
</body>
</html>`,
    page.status ?? 200,
  )
}
