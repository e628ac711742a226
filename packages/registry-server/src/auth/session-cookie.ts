/**
 * The prefix makes a browser refuse the cookie unless it is Secure, for the whole of one host and no other: neither a
 * neighbouring host nor a page without TLS can set one that looks like ours.
 * Source: RFC 6265bis section 4.1.3.2.
 */
export const SESSION_COOKIE = '__Host-wireproof_session'

/** Lax and not Strict: a link in a mail must open a signed-in page. Forged requests have guards of their own. */
const ATTRIBUTES = 'Path=/; Secure; HttpOnly; SameSite=Lax'

/**
 * What a browser is told to forget at sign-out. Not the cookies: that would empty the whole domain, the neighbours' cookies
 * and the mark of a known device with it, and our own is taken away by name. Not the cache: pages of a session are never
 * stored. Source: Clear Site Data, section 3.1.
 */
export const CLEAR_SITE_DATA = '"storage"'

/**
 * The `Set-Cookie` value that gives a browser its session. Without `maxAgeSeconds` the browser forgets it when it is
 * closed; the server's own clocks end the session in any case.
 */
export function serializeSessionCookie(secret: string, options: { maxAgeSeconds?: number } = {}): string {
  if (!/^[\w-]+$/.test(secret)) throw new Error('a session cookie holds letters, digits, - and _ only')
  const { maxAgeSeconds } = options
  const maxAge = maxAgeSeconds === undefined ? '' : `; Max-Age=${Math.max(0, Math.floor(maxAgeSeconds))}`
  return `${SESSION_COOKIE}=${secret}; ${ATTRIBUTES}${maxAge}`
}

/** The `Set-Cookie` value that takes the cookie away. */
export function clearSessionCookie(): string {
  return `${SESSION_COOKIE}=; ${ATTRIBUTES}; Max-Age=0`
}

/**
 * The secret in a `Cookie` header, undefined when our cookie is not in it. Empty, which is no session's secret, when
 * there are two of them or the value has a form that we never gave: to be refused like a wrong one, not passed over.
 */
export function parseSessionCookie(header: string | undefined): string | undefined {
  const values = (header ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair === SESSION_COOKIE || pair.startsWith(`${SESSION_COOKIE}=`))
    .map((pair) => pair.slice(SESSION_COOKIE.length + 1))
  const [value] = values
  if (value === undefined) return undefined
  return values.length === 1 && /^[\w-]{1,512}$/.test(value) ? value : ''
}
