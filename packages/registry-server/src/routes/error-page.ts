import type { Context } from 'hono'
import { html } from 'hono/html'
import { TooManyAttempts } from '../abuse/too-many-attempts.ts'
import { RegistryError } from '../registry-error.ts'
import type { AppEnv } from './app-env.ts'
import { type Page, renderPage } from './page-shell.ts'

/** Runs what answers a form; what cannot be done is told on a page, and a bug is thrown on. */
export async function orErrorPage(c: Context<AppEnv>, answer: () => Promise<Response>): Promise<Response> {
  try {
    return await answer()
  } catch (error) {
    if (!(error instanceof RegistryError)) throw error
    for (const [name, value] of Object.entries(error.headers)) c.header(name, value)
    const body = html`<p>${error.message}</p><p>Go back to change what you entered.</p>`
    return renderPage(c, { title: 'That did not work', body, status: statusOf(error) })
  }
}

/** The HTTP status of a page that tells of an error. */
export function statusOf(error: RegistryError): NonNullable<Page['status']> {
  if (error instanceof TooManyAttempts) return 429
  return STATUS[error.code] ?? 400
}

const STATUS: Readonly<Partial<Record<RegistryError['code'], Page['status']>>> = {
  unauthenticated: 401,
  permission_denied: 403,
  not_found: 404,
  already_exists: 409,
  resource_exhausted: 413,
  unavailable: 503,
}
