import { html } from 'hono/html'
import { MAX_TOKEN_DAYS, USUAL_TOKEN_DAYS } from '../../limits.ts'
import { RegistryError } from '../../registry-error.ts'
import type { ScopeGrant } from '../../storage/account-records.ts'
import type { Html } from '../page-shell.ts'

const DAY_MS = 24 * 60 * 60_000

/** What a new credential may do, and for how long. */
export interface Grant {
  readonly scopes: readonly ScopeGrant[]
  readonly lifetimeMs: number
}

/** The part of a form that asks what a new token or a device may do. */
export function grantFields(): Html {
  return html`<p><label>It may <select name="scope">
<option value="push">read and push</option>
<option value="read">only read</option>
<option value="admin">do everything that I may do</option>
</select></label></p>
<p><label>Only on this owner or module (empty: wherever I may)
<input name="resource" placeholder="owner or owner/module" autocomplete="off" autocapitalize="none"></label></p>
<p><label>Days that it works <input name="days" type="number" min="1" max="${MAX_TOKEN_DAYS}" value="${USUAL_TOKEN_DAYS}" required></label></p>`
}

/** What was chosen; `invalid_argument` for what the form does not offer. */
export function readGrant(form: URLSearchParams): Grant {
  const permission = form.get('scope')
  if (permission !== 'read' && permission !== 'push' && permission !== 'admin') {
    throw new RegistryError('invalid_argument', 'choose what it may do: read, push or admin')
  }
  const days = Number(form.get('days'))
  if (!Number.isInteger(days) || days < 1 || days > MAX_TOKEN_DAYS) {
    throw new RegistryError('invalid_argument', `choose a life of 1 to ${MAX_TOKEN_DAYS} days`)
  }
  return { scopes: [{ permission, resource: form.get('resource')?.trim() ?? '' }], lifetimeMs: days * DAY_MS }
}
