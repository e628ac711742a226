import type { Context } from 'hono'
import { FORGERY_FIELD } from '../../auth/forgery.ts'
import { asksForStepUp } from '../../auth/fresh.ts'
import type { Caller, Principal } from '../../auth/principal.ts'
import { RegistryError } from '../../registry-error.ts'
import type { AppEnv } from '../app-env.ts'
import {
  type AuthenticationDeps,
  assertNotForged,
  assertOwnOrigin,
  authenticateCookie,
} from '../authenticate-request.ts'
import { orErrorPage } from '../error-page.ts'
import { assertConfidential, readFields } from '../form-body.ts'
import { withNext } from './next-page.ts'

/**
 * Who opens a page whose form takes a secret. `permission_denied` over a connection that others can read: before the
 * secret is typed, and not after it was sent.
 */
export async function findVisitorWithSecret(c: Context<AppEnv>, deps: AuthenticationDeps): Promise<Caller> {
  assertConfidential(c, deps.trustedProxies)
  return findVisitor(c, deps)
}

/** Who looks at a page; undefined: nobody who is signed in. A cookie whose session is over is as good as none. */
export async function findVisitor(c: Context<AppEnv>, deps: AuthenticationDeps): Promise<Caller> {
  try {
    return await authenticateCookie(c, deps)
  } catch (error) {
    if (error instanceof RegistryError && error.code === 'unauthenticated') return undefined
    throw error
  }
}

/** Answers with a page for somebody who is signed in; sends everybody else to the login, and back from there. */
export function showTo(
  c: Context<AppEnv>,
  deps: AuthenticationDeps,
  answer: (principal: Principal) => Response | Promise<Response>,
): Promise<Response> {
  return orErrorPage(c, async () => {
    const visitor = await findVisitor(c, deps)
    const { pathname, search } = new URL(c.req.url)
    return visitor === undefined ? c.redirect(withNext('/login', pathname + search), 303) : answer(visitor)
  })
}

/**
 * Does what a form of a signed-in page asks for. Refuses one that another site sent, or a page of another session; asks
 * people to prove again who they are where that is needed, and leads them back to `pageOf` the form then.
 */
export function actFor(
  c: Context<AppEnv>,
  deps: AuthenticationDeps,
  act: (principal: Principal, form: URLSearchParams) => Response | Promise<Response>,
  pageOf: (form: URLSearchParams) => string = () => c.req.path,
): Promise<Response> {
  return orErrorPage(c, async () => {
    assertOwnOrigin(c, deps)
    const visitor = await findVisitor(c, deps)
    const form = await readFields(c, deps)
    if (visitor === undefined) return c.redirect(withNext('/login', pageOf(form)), 303)
    assertNotForged(c, deps, form.get(FORGERY_FIELD) ?? undefined)
    try {
      return await act(visitor, form)
    } catch (error) {
      if (asksForStepUp(error)) return c.redirect(withNext('/login/step-up', pageOf(form)), 303)
      throw error
    }
  })
}

/** The fields of a form that nobody need be signed in for. `permission_denied` for one that another site sent. */
export async function readOwnForm(c: Context<AppEnv>, deps: AuthenticationDeps): Promise<URLSearchParams> {
  assertOwnOrigin(c, deps)
  return readFields(c, deps)
}
