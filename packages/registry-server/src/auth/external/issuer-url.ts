import { MAX_URL_CHARS } from '../../limits.ts'

/**
 * Says why a text cannot name an issuer of tokens; undefined when it can. An issuer is an https URL, compared letter for
 * letter; http only on this machine, where nobody else can answer.
 * Source: OpenID Connect Core 1.0, section 2 (`iss`); RFC 8414 section 2.
 */
export function issuerProblem(text: string): string | undefined {
  if (text.length > MAX_URL_CHARS || !URL.canParse(text)) return 'an issuer is a URL such as https://ci.example.com'
  const url = new URL(text)
  if (!isProtectedUrl(url)) return `the issuer ${url.origin} is not https`
  if (url.username !== '' || url.password !== '' || /[?#]/.test(text)) {
    return 'the URL of an issuer has no user, query or fragment'
  }
  return undefined
}

/** Whether what comes from a URL can come only from whom it names: over TLS, or from this machine itself. */
export function isProtectedUrl(url: URL): boolean {
  if (url.protocol === 'https:') return true
  return url.protocol === 'http:' && /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(url.hostname)
}
