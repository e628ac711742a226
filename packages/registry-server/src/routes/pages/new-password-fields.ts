import { html } from 'hono/html'
import { RegistryError } from '../../registry-error.ts'
import type { Html } from '../page-shell.ts'

/** The part of a form in which somebody chooses a password. */
export function newPasswordFields(): Html {
  return html`<p><label>New password, of 15 characters or more
<input name="new_password" type="password" autocomplete="new-password" required></label></p>
<p><label>The same again <input name="new_password_again" type="password" autocomplete="new-password" required></label></p>
<p class="note">Several words that do not belong together are easy to keep in mind and hard to guess.</p>`
}

/** The password that was chosen; `invalid_argument` when it was not typed twice alike. Whether it is a good one is not said. */
export function readNewPassword(form: URLSearchParams): string {
  const password = form.get('new_password') ?? ''
  if (password !== form.get('new_password_again')) {
    throw new RegistryError('invalid_argument', 'the two passwords differ; type the same one twice')
  }
  return password
}
