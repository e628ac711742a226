import type { Context } from 'hono'
import { html } from 'hono/html'
import { TooManyAttempts } from '../abuse/too-many-attempts.ts'
import { RegistryError } from '../registry-error.ts'
import type { AppEnv } from './app-env.ts'
import { renderPage } from './page-shell.ts'

/** Runs what answers a form; what cannot be done is told on a page, and a bug is thrown on. */
export async function orErrorPage(c: Context<AppEnv>, answer: () => Promise<Response>): Promise<Response> {
  try {
    return await answer()
  } catch (error) {
    if (!(error instanceof RegistryError)) throw error
    if (error instanceof TooManyAttempts)
      for (const [name, value] of Object.entries(error.headers)) c.header(name, value)
    const body = html`<p>${error.message}</p><p>Go back to change what you entered.</p>`
    return renderPage(c, { title: 'That did not work', body, status: statusOf(error) })
  }
}

function statusOf(error: RegistryError): 400 | 401 | 403 | 404 | 413 | 429 {
  if (error instanceof TooManyAttempts) return 429
  const { code } = error
  if (code === 'unauthenticated') return 401
  if (code === 'permission_denied') return 403
  if (code === 'not_found') return 404
  return code === 'resource_exhausted' ? 413 : 400
}
