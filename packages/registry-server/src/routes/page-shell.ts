import { createHash } from 'node:crypto'
import type { Context } from 'hono'
import { html, raw } from 'hono/html'
import type { HtmlEscapedString } from 'hono/utils/html'
import { FORGERY_FIELD } from '../auth/forgery.ts'
import type { AppEnv } from './app-env.ts'

export type Html = HtmlEscapedString | Promise<HtmlEscapedString>

export interface Page {
  readonly title: string
  readonly body: Html
  readonly status?: 200 | 400 | 401 | 403 | 404 | 409 | 413 | 429 | 503
  /** The one script that the page has; it works without it, too. */
  readonly script?: string
}

const STYLE = `
:root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}
body{max-width:50rem;margin:0 auto;padding:1rem}
header{display:flex;flex-wrap:wrap;gap:.5rem 1rem;align-items:baseline;border-bottom:1px solid #8886;padding-bottom:.5rem}
header form{margin-left:auto}
h1{font-size:1.6rem;line-height:1.2}
h2{font-size:1.2rem;margin-top:2rem}
label{display:block;font-weight:600}
input,select,button{font:inherit;font-weight:400;padding:.4rem .6rem;border:1px solid #888;border-radius:.3rem}
input:not([type=checkbox]):not([type=radio]),select{display:block;width:min(24rem,100%);box-sizing:border-box}
label.choice{font-weight:400}
button{cursor:pointer}
pre,code{font-family:ui-monospace,monospace;overflow-wrap:anywhere;white-space:pre-wrap}
pre{padding:.6rem;border:1px solid #8886;border-radius:.3rem}
table{border-collapse:collapse;width:100%}
th,td{text-align:left;vertical-align:top;padding:.4rem .8rem .4rem 0;border-bottom:1px solid #8886}
time{white-space:nowrap}
.problem{border-left:.3rem solid #c33;padding:.3rem .8rem}
.problem::first-letter{text-transform:uppercase}
.note{color:#777}
`
const STYLE_SOURCE = sourceOf(STYLE)

/**
 * A page without foreign content; its style, and its script if it has one, are allowed by their hash. It is not kept by
 * anybody: it may show a token. Browsers tell where its forms come from, and other sites neither frame it nor learn its
 * address. Whoever is signed in finds the way out on each.
 */
export function renderPage(c: Context<AppEnv>, { title, body, status, script }: Page): Response | Promise<Response> {
  const policy = [
    "default-src 'none'",
    `style-src ${STYLE_SOURCE}`,
    ...(script === undefined ? [] : [`script-src ${sourceOf(script)}`]),
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ]
  c.header('content-security-policy', policy.join('; '))
  c.header('referrer-policy', 'same-origin')
  c.header('cache-control', 'no-store')
  return c.html(
    html`<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title} - Wireproof</title>
<style>${raw(STYLE)}</style></head>
<body>
<header>${navigation(c)}</header>
<h1>${title}</h1>
${body}
${script === undefined ? '' : html`<script>${raw(script)}</script>`}
</body>
</html>`,
    status ?? 200,
  )
}

/** The hidden field that shows that a form is from a page of this session; nothing when nobody is signed in. */
export function forgeryField(c: Context<AppEnv>): Html | '' {
  const token = c.get('forgeryToken')
  return token === undefined ? '' : html`<input type="hidden" name="${FORGERY_FIELD}" value="${token}">`
}

function navigation(c: Context<AppEnv>): Html {
  const caller = c.get('caller')
  if (caller === undefined) return html`<strong><a href="/">Wireproof</a></strong> <a href="/login">Log in</a>`
  return html`<strong><a href="/">Wireproof</a></strong> <span>${caller.userName}</span>
<a href="/settings/user">Tokens</a> <a href="/settings/sessions">Sessions</a> <a href="/settings/password">Password</a>
<a href="/settings/login-methods">Ways to log in</a>
<form method="post" action="/logout">${forgeryField(c)}<button>Log out</button></form>`
}

function sourceOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`
}
