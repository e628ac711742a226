/** Methods that change nothing, whoever makes a browser send them. Source: RFC 9110 section 9.2.1. */
const SAFE_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS'])

/** What only a browser can say of the page that made it send a request; undefined where a header is missing. */
export interface RequestSource {
  readonly method: string
  /** `Sec-Fetch-Site`. */
  readonly fetchSite: string | undefined
  readonly origin: string | undefined
  readonly referer: string | undefined
}

/**
 * Says why a request that a browser's cookie or form vouches for may be another site's doing; undefined when a page of
 * this registry made it, or when its method changes nothing.
 *
 * `Sec-Fetch-Site` decides where it is there, and only `same-origin` will do: a neighbour under the same domain is a
 * stranger too, and no typed address sends a form. Without it, `Origin` decides, then `Referer`. A request with none of
 * them is refused: every browser sends one with an unsafe method.
 * Source: OWASP Cross-Site Request Forgery Prevention Cheat Sheet; Fetch Metadata Request Headers, section 2.4; RFC 6454,
 * section 7.
 */
export function crossOriginProblem(source: RequestSource, ownOrigin: string): string | undefined {
  const { method, fetchSite, origin, referer } = source
  if (SAFE_METHODS.has(method)) return undefined
  if (fetchSite !== undefined) {
    return fetchSite === 'same-origin' ? undefined : `Sec-Fetch-Site does not say same-origin`
  }
  if (origin !== undefined) return origin === ownOrigin ? undefined : `Origin is not ${ownOrigin}`
  if (referer === undefined) return 'neither Sec-Fetch-Site nor Origin nor Referer is sent'
  return URL.canParse(referer) && new URL(referer).origin === ownOrigin ? undefined : `Referer is not on ${ownOrigin}`
}
