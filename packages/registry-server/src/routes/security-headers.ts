import type { BlockList } from 'node:net'
import type { MiddlewareHandler } from 'hono'
import { isOverTls } from '../auth/peer.ts'
import { type AppEnv, peerOf } from './app-env.ts'

/**
 * For answers that are data or text: a browser that is made to show one runs, loads, frames and submits nothing.
 * `object-src` and whatever else loads follow `default-src`. Source: CSP Level 3; OWASP ASVS 5.0, 3.4.3 and 3.4.6.
 */
const NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

/** A year, in seconds, for this host and those below it. Source: OWASP ASVS 5.0, 3.4.1. */
const HSTS = 'max-age=31536000; includeSubDomains'
/** Names of this machine, and addresses, for which HSTS means nothing (RFC 6797 section 8.1.1). */
const THIS_MACHINE = /(^|\.)localhost$|^[\d.]+$|^\[/

/** What each answer says that does not say it better itself; pages bring a policy of their own. */
const UNLESS_SET: Readonly<Record<string, string>> = {
  'content-security-policy': NOTHING,
  'referrer-policy': 'no-referrer',
  // Whatever is kept by a cache on the way, or in a browser, outlives the session that it was for.
  'cache-control': 'no-store',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
}

/** Where the answer goes. */
export interface AnswerConnection {
  /** Whether the client's own connection is TLS. Over plain HTTP, HSTS must not be sent (RFC 6797 section 7.2). */
  readonly isTls: boolean
  /**
   * The host name under which browsers reach the registry. HSTS is for all ports of a host: for this machine it would
   * take whatever else is tried out here away from its browsers, for a year.
   */
  readonly hostname: string
}

/** The headers to add to an answer, by which browsers protect those who use the registry. */
export function securityHeaders(answer: Headers, { isTls, hostname }: AnswerConnection): ReadonlyMap<string, string> {
  const added = new Map([['x-content-type-options', 'nosniff']])
  if (isTls && !THIS_MACHINE.test(hostname)) added.set('strict-transport-security', HSTS)
  for (const [name, value] of Object.entries(UNLESS_SET)) if (!answer.has(name)) added.set(name, value)
  // A cookie is for one browser, whatever a route thinks of the page that it comes with.
  if (answer.has('set-cookie')) added.set('cache-control', 'no-store')
  return added
}

/** Adds the headers to every answer, errors and what is not there included. */
export function protectAnswers(deps: {
  readonly trustedProxies: BlockList | undefined
  readonly publicOrigin: string
}): MiddlewareHandler<AppEnv> {
  const { hostname } = new URL(deps.publicOrigin)
  return async (c, next) => {
    await next()
    const isTls = isOverTls(peerOf(c), deps.trustedProxies)
    for (const [name, value] of securityHeaders(c.res.headers, { isTls, hostname })) c.header(name, value)
  }
}
