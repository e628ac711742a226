import type { BlockList } from 'node:net'
import type { Context } from 'hono'
import { noticeUnknownCredential } from '../abuse/unknown-credential.ts'
import { FORGERY_HEADER, forgeryTokenOf, isForgeryToken } from '../auth/forgery.ts'
import { clientAddress, isConfidential } from '../auth/peer.ts'
import type { Caller } from '../auth/principal.ts'
import { crossOriginProblem } from '../auth/same-origin.ts'
import { parseSessionCookie } from '../auth/session-cookie.ts'
import { RegistryError } from '../registry-error.ts'
import { authenticateSessionSecret } from '../services/credentials/authenticate-session.ts'
import type { ServiceContext } from '../services/service-context.ts'
import { type AppEnv, peerOf } from './app-env.ts'
import { authenticateHeader } from './authenticate-header.ts'

export interface AuthenticationDeps {
  readonly context: ServiceContext
  readonly trustedProxies: BlockList | undefined
  /** Scheme and host under which browsers reach the registry. */
  readonly publicOrigin: string
}

/**
 * Who makes a request to the API: by its `Authorization` header or, without one, by the cookie of a session, which then
 * has to show that no other site made the browser send it. Nothing in the URL or the body ever counts.
 * `unauthenticated` for a credential that is not good, also where none is needed.
 */
export async function authenticateRequest(c: Context<AppEnv>, deps: AuthenticationDeps): Promise<Caller> {
  const header = c.req.header('authorization')
  if (header === undefined) {
    const caller = await authenticateCookie(c, deps)
    assertNotForged(c, deps, c.req.header(FORGERY_HEADER))
    return caller
  }
  const caller = await authenticateHeader(deps.context, header, peerOf(c), deps.trustedProxies)
  c.set('caller', caller)
  c.set('userName', caller?.userName)
  return caller
}

/**
 * Who calls a method by which people sign in: everybody may, and a browser whose session is over must be able to. What
 * such a method does rests on what is in the request, and not on who sends it.
 */
export async function authenticateNewcomer(c: Context<AppEnv>, deps: AuthenticationDeps): Promise<Caller> {
  if (!isConfidential(peerOf(c), deps.trustedProxies)) {
    throw new RegistryError(
      'permission_denied',
      'this registry takes no passwords and tokens over plain HTTP: others on the network could read them; use https',
    )
  }
  try {
    return await authenticateCookie(c, deps)
  } catch (error) {
    if (error instanceof RegistryError && error.code === 'unauthenticated') return undefined
    throw error
  }
}

/**
 * Whose session's cookie came with a request. `unauthenticated` for one that is not of a live session; the browser is
 * told to forget it. What changes something must be held to `assertNotForged` as well.
 */
export async function authenticateCookie(c: Context<AppEnv>, deps: AuthenticationDeps): Promise<Caller> {
  const secret = parseSessionCookie(c.req.header('cookie'))
  if (secret === undefined) return undefined
  const peer = peerOf(c)
  if (!isConfidential(peer, deps.trustedProxies)) {
    throw new RegistryError(
      'permission_denied',
      'this registry takes no session over plain HTTP: others on the network could read it; use https',
    )
  }
  try {
    const address = clientAddress(peer, deps.trustedProxies) ?? ''
    const { session, principal } = await authenticateSessionSecret(deps.context, secret, 'cookie', address)
    c.set('caller', principal)
    c.set('userName', principal.userName)
    c.set('session', session)
    c.set('forgeryToken', forgeryTokenOf(secret))
    return principal
  } catch (error) {
    if (error instanceof RegistryError && error.code === 'unauthenticated') {
      c.set('hasDeadCookie', true)
      await noticeUnknownCredential(deps.context)
    }
    throw error
  }
}

/**
 * `permission_denied` unless a page of this registry made the request, or a program that sends no cookie. Two guards: what
 * the browser says of the page, and the session's forgery token in `candidate`.
 */
export function assertNotForged(
  c: Context<AppEnv>,
  deps: Pick<AuthenticationDeps, 'publicOrigin'>,
  candidate: string | undefined,
): void {
  const secret = parseSessionCookie(c.req.header('cookie'))
  if (c.get('session') === undefined || secret === undefined) return
  if (c.req.method === 'GET' || c.req.method === 'HEAD') return
  assertOwnOrigin(c, deps)
  if (!isForgeryToken(secret, candidate)) {
    throw new RegistryError(
      'permission_denied',
      `the forgery token of this session is missing (header Wireproof-Forgery-Token); load the page again`,
    )
  }
}

/** The first of the two guards, which also holds before anybody has signed in: for the login itself. */
export function assertOwnOrigin(c: Context<AppEnv>, { publicOrigin }: Pick<AuthenticationDeps, 'publicOrigin'>): void {
  const source = {
    method: c.req.method,
    fetchSite: c.req.header('sec-fetch-site'),
    origin: c.req.header('origin'),
    referer: c.req.header('referer'),
  }
  const problem = crossOriginProblem(source, publicOrigin)
  if (problem === undefined) return
  throw new RegistryError(
    'permission_denied',
    `this was not sent from a page of the registry (${problem}); open the page at ${publicOrigin}`,
  )
}
