/**
 * Whether a form came from a page of this registry, by what only the browser can say: `Sec-Fetch-Site`, and `Origin`
 * where a browser does not send that. A request with neither is refused: every browser sends one with a form.
 * Source: Fetch Metadata Request Headers, section 2.4; RFC 6454, section 7.
 */
export function isOwnPage(headers: { fetchSite: string | undefined; origin: string | undefined }, ownOrigin: string) {
  if (headers.fetchSite !== undefined) return headers.fetchSite === 'same-origin'
  return headers.origin === ownOrigin
}
