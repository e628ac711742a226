import { createHmac, timingSafeEqual } from 'node:crypto'

/** The header in which a script of our own pages sends the token. A form of another site cannot send it. */
export const FORGERY_HEADER = 'wireproof-forgery-token'
/** The field in which a form without script sends it. */
export const FORGERY_FIELD = 'forgery_token'

/**
 * The token that shows that a request with a session's cookie comes from a page that was served to that session. Derived
 * from the cookie's secret and never stored; it says nothing of the secret, and ends with it.
 * Source: OWASP Cross-Site Request Forgery Prevention Cheat Sheet, "HMAC CSRF token".
 */
export function forgeryTokenOf(sessionSecret: string): string {
  return digest(sessionSecret).toString('base64url')
}

/** Whether a request brought the forgery token of its session. In a time that does not depend on what it brought. */
export function isForgeryToken(sessionSecret: string, candidate: string | undefined): boolean {
  const expected = digest(sessionSecret)
  const brought = Buffer.from(candidate ?? '', 'base64url')
  return brought.length === expected.length && timingSafeEqual(brought, expected)
}

function digest(sessionSecret: string): Buffer {
  return createHmac('sha256', sessionSecret).update('wireproof forgery token').digest()
}
