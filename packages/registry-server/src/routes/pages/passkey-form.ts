import type { Context } from 'hono'
import { html } from 'hono/html'
import type { BegunCeremony, PasskeyAnswer } from '../../auth/passkeys/passkeys.ts'
import type { AppEnv } from '../app-env.ts'
import { forgeryField, type Html, renderPage } from '../page-shell.ts'

/**
 * Asks the device when the button is pressed, and sends the form with what it says. Only browsers that turn options and
 * answers into JSON by themselves are served (WebAuthn Level 3, section 5.1.8): others have the other ways to log in.
 */
const SCRIPT = `
const form = document.querySelector('form[data-options]')
const { response } = form.elements
const button = form.querySelector('button')
const problem = form.querySelector('.problem')
const say = (text) => { problem.textContent = text; problem.hidden = false }
const { kind, options } = form.dataset
if (globalThis.PublicKeyCredential?.parseRequestOptionsFromJSON === undefined) {
  say('This browser does not know passkeys; use another way to log in.')
} else {
  button.disabled = false
}
form.addEventListener('submit', async (event) => {
  if (response.value !== '') return
  event.preventDefault()
  problem.hidden = true
  try {
    const credential = kind === 'create'
      ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(JSON.parse(options)) })
      : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(JSON.parse(options)) })
    response.value = JSON.stringify(credential)
    form.submit()
  } catch (error) {
    say(error.name === 'InvalidStateError' ? 'This device has a passkey for you already.' : 'The device gave no answer; try again.')
  }
})
`

/** A page with one button, which asks the device. `fields` are further fields of its form. */
export function renderPasskeyPage(
  c: Context<AppEnv>,
  page: {
    readonly title: string
    readonly text: string
    readonly button: string
    readonly kind: 'create' | 'get'
    readonly begun: BegunCeremony<object>
    readonly fields: Html
  },
): Response | Promise<Response> {
  const { title, text, button, kind, begun, fields } = page
  const body = html`<p>${text}</p>
<noscript><p class="problem">Passkeys need a script on this page.</p></noscript>
<form method="post" data-kind="${kind}" data-options="${JSON.stringify(begun.options)}">${forgeryField(c)}
<input type="hidden" name="state" value="${begun.state}"><input type="hidden" name="response" value="">
<p class="problem" role="alert" hidden></p>
${fields}
<p><button disabled>${button}</button></p></form>`
  return renderPage(c, { title, body, script: SCRIPT })
}

/** What the form has brought. */
export function readPasskeyAnswer(form: URLSearchParams): PasskeyAnswer {
  return { state: form.get('state') ?? '', response: form.get('response') ?? '' }
}
