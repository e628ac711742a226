import { html } from 'hono/html'
import { MAX_TOKEN_DAYS, USUAL_TOKEN_DAYS } from '../limits.ts'

/** The part of a form that says who approves and what the new token may do. */
export function tokenFields() {
  return html`<p><label>Your token, with the scope admin:
<input name="token" type="password" autocomplete="off" required></label></p>
<p><label>User name of the new token (empty: yours): <input name="user" autocomplete="off"></label></p>
<p><label>It may <select name="scope">
<option value="push">read and push</option>
<option value="read">only read</option>
<option value="admin">do everything</option>
</select></label></p>
<p><label>for <input name="days" type="number" min="1" max="${MAX_TOKEN_DAYS}" value="${USUAL_TOKEN_DAYS}" required> days</label></p>`
}
