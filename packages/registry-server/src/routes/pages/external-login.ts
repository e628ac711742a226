import { type Context, Hono } from 'hono'
import { html } from 'hono/html'
import { noticeUnknownCredential } from '../../abuse/unknown-credential.ts'
import { recordEvent } from '../../audit/record-event.ts'
import { requireFresh } from '../../auth/fresh.ts'
import type { LoginFlow } from '../../auth/oidc/external-login.ts'
import { clearFlowCookie, parseFlowCookie, serializeFlowCookie } from '../../auth/oidc/flow-cookie.ts'
import { FRESH_MS } from '../../limits.ts'
import { CALLBACK_PATH } from '../../open-external-login.ts'
import { RegistryError } from '../../registry-error.ts'
import { accountOfIdentity } from '../../services/login-methods/account-of-identity.ts'
import { linkIdentity } from '../../services/login-methods/identities.ts'
import type { ServiceContext } from '../../services/service-context.ts'
import { reauthenticateProven } from '../../services/sessions/reauthenticate-session.ts'
import type { AppEnv } from '../app-env.ts'
import type { AuthenticationDeps } from '../authenticate-request.ts'
import { orErrorPage } from '../error-page.ts'
import { forgeryField, type Html, renderPage } from '../page-shell.ts'
import { sessionCookies } from '../session-cookies.ts'
import { nextPage } from './next-page.ts'
import { startBrowserSession } from './start-browser-session.ts'
import { actFor, findVisitor, readOwnForm } from './visitor.ts'

const LOGIN = '/login/external'
const STEP_UP = '/login/step-up/external'
const LINK = '/settings/login-methods/external'
/** What a browser keeps in a cookie is bounded; a longer way to go on is forgotten. */
const MAX_NEXT_CHARS = 1_000

/**
 * Signing in at the provider that the operator has set up. Each way there begins with a form of ours, so that no session
 * comes about without anybody wanting one. (OWASP ASVS 5.0, 7.6.2.)
 */
export function externalLogin(deps: AuthenticationDeps): Hono<AppEnv> {
  const { context } = deps
  const maxAgeS = context.lifetimes.cookie.absoluteMs / 1000
  const freshS = FRESH_MS / 1000
  return new Hono<AppEnv>()
    .post(LOGIN, (c) =>
      orErrorPage(c, async () => {
        const form = await readOwnForm(c, deps)
        return begin(c, deps, { purpose: 'login', userId: undefined, next: form.get('next') ?? '', maxAgeS })
      }),
    )
    .post(STEP_UP, (c) =>
      actFor(c, deps, ({ userId }, form) =>
        begin(c, deps, { purpose: 'step-up', userId, next: form.get('next') ?? '', maxAgeS: freshS }),
      ),
    )
    .post(LINK, (c) =>
      actFor(c, deps, (principal) => {
        requireFresh(principal, context.now())
        const next = '/settings/login-methods'
        return begin(c, deps, { purpose: 'link', userId: principal.userId, next, maxAgeS: freshS })
      }),
    )
    .get(CALLBACK_PATH, (c) => orErrorPage(c, () => finish(c, deps)))
}

/** The button that leads to the provider; nothing where there is none. */
export function externalLoginForm(c: Context<AppEnv>, context: ServiceContext, next: string): Html | '' {
  if (context.externalLogin === undefined) return ''
  const action = c.get('session') === undefined ? LOGIN : STEP_UP
  return html`<form method="post" action="${action}">${forgeryField(c)}<input type="hidden" name="next" value="${next}">
<p><button>Log in with ${context.externalLogin.provider.providerName}</button></p></form>`
}

function providerOf({ context }: AuthenticationDeps) {
  if (context.externalLogin !== undefined) return context.externalLogin.provider
  throw new RegistryError('not_found', 'this registry has no external login')
}

async function begin(c: Context<AppEnv>, deps: AuthenticationDeps, flow: LoginFlow): Promise<Response> {
  const provider = providerOf(deps)
  const next = nextPage(flow.next)
  const kept = next.length > MAX_NEXT_CHARS ? '/' : next
  const { url, sealedFlow } = await provider.begin({ ...flow, next: kept }, deps.context.now())
  c.header('set-cookie', serializeFlowCookie(sealedFlow))
  // Not a redirect: browsers hold those that answer a form to `form-action`, which is only us.
  c.header('refresh', `0; url=${url}`)
  const body = html`<p><a href="${url}">Go on to ${provider.providerName}</a></p>`
  return renderPage(c, { title: 'Log in', body })
}

async function finish(c: Context<AppEnv>, deps: AuthenticationDeps): Promise<Response> {
  const { context } = deps
  const provider = providerOf(deps)
  c.header('set-cookie', clearFlowCookie(), { append: true })
  const sealedFlow = parseFlowCookie(c.req.header('cookie'))
  const { flow, identity } = await orRecorded(context, () =>
    provider.finish(new URL(c.req.url), sealedFlow, context.now()),
  )
  if (flow.purpose === 'login') {
    const rights = await accountOfIdentity(context, identity)
    return startBrowserSession(c, deps, rights, { proof: 'oidc', isRemembered: false, next: flow.next })
  }
  const visitor = await findVisitor(c, deps)
  if (visitor === undefined || visitor.userId !== flow.userId) {
    throw new RegistryError('unauthenticated', 'somebody else is signed in by now; begin again')
  }
  if (flow.purpose === 'link') {
    await linkIdentity(context, visitor, identity)
    return c.redirect(flow.next, 303)
  }
  const known = await context.store.findExternalIdentity(identity)
  const rights = known && (await context.store.findAccount(known.userId))
  if (rights?.account.id !== visitor.userId) {
    throw new RegistryError('unauthenticated', `this account at ${provider.providerName} is not one of yours`)
  }
  const renewed = await reauthenticateProven(context, visitor, rights, 'oidc')
  for (const cookie of sessionCookies(context, renewed, c.req.header('cookie'))) {
    c.header('set-cookie', cookie, { append: true })
  }
  return c.redirect(flow.next, 303)
}

/** What is not good is counted and recorded as every wrong proof is. */
async function orRecorded<T>(context: ServiceContext, prove: () => Promise<T>): Promise<T> {
  try {
    return await prove()
  } catch (error) {
    if (error instanceof RegistryError && error.code === 'unauthenticated') {
      await noticeUnknownCredential(context)
      await recordEvent(context, {
        action: 'login.failed',
        actor: undefined,
        outcome: 'failed',
        details: { proof: 'oidc' },
      })
    }
    throw error
  }
}
