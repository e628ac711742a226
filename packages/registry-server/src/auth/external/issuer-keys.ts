import { createRemoteJWKSet, customFetch, type JWTVerifyGetKey } from 'jose'
import { RegistryError } from '../../registry-error.ts'
import { fetchBounded } from './fetch-bounded.ts'
import { isProtectedUrl } from './issuer-url.ts'

/** How long an issuer's configuration is kept. Where its keys are changes once in years; the keys themselves are renewed. */
const CONFIGURATION_MS = 60 * 60_000
/** How long a failure is kept: an issuer that is down is not asked by every request. */
const FAILURE_MS = 10_000

/** The keys of other issuers, found by what they publish and kept for a while. */
export interface IssuerKeys {
  /**
   * The keys of an issuer, which must be one that somebody trusts: it is asked. `unavailable` when it does not answer
   * as it should.
   */
  keysOf(issuer: string, nowMs: number): Promise<JWTVerifyGetKey>
}

interface Entry {
  readonly keys: Promise<JWTVerifyGetKey>
  untilMs: number
}

export function createIssuerKeys(fetch: typeof fetchBounded = fetchBounded): IssuerKeys {
  const entries = new Map<string, Entry>()
  return {
    keysOf(issuer, nowMs) {
      const known = entries.get(issuer)
      if (known !== undefined && nowMs < known.untilMs) return known.keys
      const entry: Entry = { keys: discoverKeys(issuer, fetch), untilMs: nowMs + CONFIGURATION_MS }
      entry.keys.catch(() => {
        entry.untilMs = nowMs + FAILURE_MS
      })
      entries.set(issuer, entry)
      return entry.keys
    },
  }
}

/** Source: OpenID Connect Discovery 1.0, section 4. */
async function discoverKeys(issuer: string, fetch: typeof fetchBounded): Promise<JWTVerifyGetKey> {
  const configuration = await readJson(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, fetch)
  const { issuer: named, jwks_uri: jwksUri } = configuration
  if (named !== issuer) throw unavailable(issuer, 'says that it is another one')
  if (typeof jwksUri !== 'string' || !URL.canParse(jwksUri) || !isProtectedUrl(new URL(jwksUri))) {
    throw unavailable(issuer, 'names no https address of its keys')
  }
  return createRemoteJWKSet(new URL(jwksUri), { [customFetch]: fetch })
}

async function readJson(url: string, fetch: typeof fetchBounded): Promise<Readonly<Record<string, unknown>>> {
  let answer: unknown
  try {
    const response = await fetch(url, { headers: { accept: 'application/json' } })
    if (response.status !== 200) throw new Error(`it answers ${response.status}`)
    answer = await response.json()
  } catch (error) {
    throw unavailable(new URL(url).origin, 'does not publish its configuration', error)
  }
  return typeof answer === 'object' && answer !== null ? { ...answer } : {}
}

function unavailable(issuer: string, problem: string, cause?: unknown): RegistryError {
  return new RegistryError('unavailable', `the issuer ${issuer} ${problem}; try again later`, { cause })
}
