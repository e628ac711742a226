import { type Context, Hono } from 'hono'
import { html } from 'hono/html'
import { isFresh } from '../../auth/fresh.ts'
import type { Principal } from '../../auth/principal.ts'
import { MAX_DESCRIPTION_CHARS } from '../../limits.ts'
import { addPasskey, authenticatePasskey, listPasskeys } from '../../services/login-methods/passkeys.ts'
import { reauthenticateProven } from '../../services/sessions/reauthenticate-session.ts'
import type { AppEnv } from '../app-env.ts'
import type { AuthenticationDeps } from '../authenticate-request.ts'
import { orErrorPage } from '../error-page.ts'
import { sessionCookies } from '../session-cookies.ts'
import { nextPage, withNext } from './next-page.ts'
import { readPasskeyAnswer, renderPasskeyPage } from './passkey-form.ts'
import { startBrowserSession } from './start-browser-session.ts'
import { actFor, findVisitor, readOwnForm, showTo } from './visitor.ts'

const LOGIN = '/login/passkey'
const STEP_UP = '/login/step-up/passkey'
const ADD = '/settings/login-methods/passkey'
const METHODS = '/settings/login-methods'

/** Signing in with a key that a device of the person keeps, proving it again, and registering one. */
export function passkeyPages(deps: AuthenticationDeps): Hono<AppEnv> {
  const { context } = deps
  return new Hono<AppEnv>()
    .get(LOGIN, (c) =>
      orErrorPage(c, async () => {
        const next = nextPage(c.req.query('next'))
        return (await findVisitor(c, deps)) === undefined ? renderLogin(c, deps, next) : c.redirect(next, 303)
      }),
    )
    .post(LOGIN, (c) =>
      orErrorPage(c, async () => {
        const form = await readOwnForm(c, deps)
        const rights = await authenticatePasskey(context, { kind: 'login' }, readPasskeyAnswer(form))
        const isRemembered = form.get('remember') === 'yes'
        return startBrowserSession(c, deps, rights, {
          proof: 'passkey',
          isRemembered,
          next: nextPage(form.get('next')),
        })
      }),
    )
    .get(STEP_UP, (c) => showTo(c, deps, (principal) => renderStepUp(c, deps, principal)))
    .post(STEP_UP, (c) =>
      actFor(c, deps, async (principal, form) => {
        const ceremony = { kind: 'step-up', userId: principal.userId } as const
        const rights = await authenticatePasskey(context, ceremony, readPasskeyAnswer(form))
        const renewed = await reauthenticateProven(context, principal, rights, 'passkey')
        for (const cookie of sessionCookies(context, renewed, c.req.header('cookie'))) {
          c.header('set-cookie', cookie, { append: true })
        }
        return c.redirect(nextPage(form.get('next')), 303)
      }),
    )
    .get(ADD, (c) =>
      showTo(c, deps, (principal) =>
        isFresh(principal, context.now())
          ? renderAdd(c, deps, principal)
          : c.redirect(withNext('/login/step-up', ADD), 303),
      ),
    )
    .post(ADD, (c) =>
      actFor(c, deps, async (principal, form) => {
        await addPasskey(context, principal, readPasskeyAnswer(form), form.get('name') ?? '')
        return c.redirect(METHODS, 303)
      }),
    )
}

async function renderLogin(c: Context<AppEnv>, { context }: AuthenticationDeps, next: string): Promise<Response> {
  return renderPasskeyPage(c, {
    title: 'Log in with a passkey',
    text: 'Your device asks for its PIN, your finger or your face, and then vouches for you.',
    button: 'Log in',
    kind: 'get',
    begun: await context.passkeys.beginAuthentication({ kind: 'login' }, [], context.now()),
    fields: html`<input type="hidden" name="next" value="${next}">
<p><label class="choice"><input name="remember" type="checkbox" value="yes"> Keep me signed in on this device</label></p>`,
  })
}

async function renderStepUp(
  c: Context<AppEnv>,
  { context }: AuthenticationDeps,
  principal: Principal,
): Promise<Response> {
  const ceremony = { kind: 'step-up', userId: principal.userId } as const
  const allowed = await listPasskeys(context, principal)
  return renderPasskeyPage(c, {
    title: 'Prove again who you are',
    text: `A passkey of ${principal.userName} is asked for.`,
    button: 'Continue',
    kind: 'get',
    begun: await context.passkeys.beginAuthentication(ceremony, allowed, context.now()),
    fields: html`<input type="hidden" name="next" value="${nextPage(c.req.query('next'))}">`,
  })
}

async function renderAdd(c: Context<AppEnv>, { context }: AuthenticationDeps, principal: Principal): Promise<Response> {
  const { userId, userName } = principal
  const existing = await listPasskeys(context, principal)
  return renderPasskeyPage(c, {
    title: 'Add a passkey',
    text: 'Your device makes a key for this registry and keeps it. It works with its PIN, your finger or your face only.',
    button: 'Make a passkey',
    kind: 'create',
    begun: await context.passkeys.beginRegistration({ userId, userName, existing }, context.now()),
    fields: html`<p><label>What you call it <input name="name" maxlength="${MAX_DESCRIPTION_CHARS}" autocomplete="off"></label></p>`,
  })
}
