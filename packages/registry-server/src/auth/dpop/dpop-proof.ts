import { createHash, timingSafeEqual } from 'node:crypto'
import { calculateJwkThumbprint, decodeProtectedHeader, errors, importJWK, type JWK, jwtVerify } from 'jose'

/** The type that sets a proof apart from all other JWTs. Source: RFC 9449 section 4.2. */
const PROOF_TYPE = 'dpop+jwt'
/** Signatures that take a public key, and the kind of key that each takes. */
const CURVES = { ES256: { kty: 'EC', crv: 'P-256' }, EdDSA: { kty: 'OKP', crv: 'Ed25519' } } as const
/** What a proof's header may hold: no `crit`, no other place to take a key from. */
const HEADER_PARAMETERS: ReadonlySet<string> = new Set(['alg', 'typ', 'jwk'])
/** How far the clock of a client may be from ours. How long a proof may be kept and sent is for the nonce to say. */
export const DPOP_WINDOW_MS = 5 * 60_000
/** A proof with a P-256 key has some 600 characters. */
const MAX_PROOF_CHARS = 4_096
const MAX_JTI_CHARS = 128

/** Why a proof is refused. `nonce`: it has none or an old one, and the client is to try again with the one that it gets. */
export type DpopProblem =
  | 'malformed'
  | 'type'
  | 'algorithm'
  | 'header'
  | 'key'
  | 'signature'
  | 'claims'
  | 'method'
  | 'url'
  | 'stale'
  | 'access-token'
  | 'nonce'

/** The request that a proof must be for. */
export interface DpopRequest {
  readonly method: string
  /** The public URL of the request. Its query does not count. */
  readonly url: string
  /** The access token that comes with it; undefined at the token endpoint. */
  readonly accessToken?: string
  /** Whether a nonce is one that the server gave lately; undefined: none is asked for. */
  readonly isNonce?: (nonce: string) => boolean
  readonly nowMs: number
}

export type DpopResult =
  | {
      /** The thumbprint of the key that the client holds. Source: RFC 7638. */
      readonly thumbprint: string
      /** With the thumbprint: may come only once; see `JtiReplayGuard`. */
      readonly jti: string
    }
  | { readonly problem: DpopProblem }

/**
 * Verifies that whoever sends a request holds the key whose thumbprint is the result: the checks of RFC 9449 section 4.3
 * but for the replay of `jti`, which needs a memory. Whether the key is the one that the token is bound to is the
 * caller's to compare.
 */
export async function verifyDpopProof(proof: string, request: DpopRequest): Promise<DpopResult> {
  if (proof.length > MAX_PROOF_CHARS) return { problem: 'malformed' }
  let header: ReturnType<typeof decodeProtectedHeader>
  try {
    header = decodeProtectedHeader(proof)
  } catch {
    return { problem: 'malformed' }
  }
  const { alg, typ, jwk } = header
  if (typ !== PROOF_TYPE) return { problem: 'type' }
  if (alg !== 'ES256' && alg !== 'EdDSA') return { problem: 'algorithm' }
  if (Object.keys(header).some((name) => !HEADER_PARAMETERS.has(name))) return { problem: 'header' }
  const publicJwk = parsePublicJwk(jwk, alg)
  if (publicJwk === undefined) return { problem: 'key' }
  try {
    const { payload } = await jwtVerify(proof, await importJWK(publicJwk, alg), {
      algorithms: [alg],
      typ: PROOF_TYPE,
      // A proof has no end of its own, and when it is too old is decided below.
      currentDate: new Date(request.nowMs),
    })
    const { jti } = payload
    if (typeof jti !== 'string' || jti === '' || jti.length > MAX_JTI_CHARS) return { problem: 'claims' }
    const problem = problemOfClaims(payload, request)
    return problem === undefined ? { thumbprint: await calculateJwkThumbprint(publicJwk), jti } : { problem }
  } catch (error) {
    if (error instanceof errors.JWSSignatureVerificationFailed) return { problem: 'signature' }
    if (error instanceof errors.JWTClaimValidationFailed || error instanceof errors.JWTExpired) {
      return { problem: 'claims' }
    }
    if (error instanceof errors.JOSEError) return { problem: 'malformed' }
    // Members that have the right form but are no point of the curve.
    if (error instanceof DOMException) return { problem: 'key' }
    throw error
  }
}

function problemOfClaims(claims: Readonly<Record<string, unknown>>, request: DpopRequest): DpopProblem | undefined {
  const { iat, htm, htu, ath, nonce } = claims
  if (htm !== request.method) return 'method'
  if (typeof htu !== 'string' || !isSameUrl(htu, request.url)) return 'url'
  if (typeof iat !== 'number' || Math.abs(iat * 1000 - request.nowMs) > DPOP_WINDOW_MS) return 'stale'
  if (request.accessToken !== undefined && !isHashOf(ath, request.accessToken)) return 'access-token'
  if (request.isNonce !== undefined && !(typeof nonce === 'string' && request.isNonce(nonce))) return 'nonce'
  return undefined
}

/** Without query and fragment, in the normal form of RFC 3986 section 6.2. Source: RFC 9449 section 4.3, step 9. */
function isSameUrl(claimed: string, actual: string): boolean {
  if (!URL.canParse(claimed) || !URL.canParse(actual)) return false
  const [a, b] = [new URL(claimed), new URL(actual)]
  return a.origin !== 'null' && a.username === '' && a.origin === b.origin && a.pathname === b.pathname
}

function isHashOf(ath: unknown, accessToken: string): boolean {
  if (typeof ath !== 'string') return false
  const expected = createHash('sha256').update(accessToken).digest()
  const claimed = Buffer.from(ath, 'base64url')
  return claimed.length === expected.length && timingSafeEqual(claimed, expected)
}

/** The public members of a key of the kind that `alg` takes; undefined when it is another kind, or private. */
function parsePublicJwk(jwk: unknown, alg: keyof typeof CURVES): JWK | undefined {
  if (typeof jwk !== 'object' || jwk === null) return undefined
  const { kty, crv } = CURVES[alg]
  const members = new Map<string, unknown>(Object.entries(jwk))
  const [x, y] = [members.get('x'), members.get('y')]
  if (members.get('kty') !== kty || members.get('crv') !== crv || members.has('d')) return undefined
  if (!isCoordinate(x)) return undefined
  if (kty === 'OKP') return { kty, crv, x }
  return isCoordinate(y) ? { kty, crv, x, y } : undefined
}

/** 32 bytes in the one base64url form that they have, so that one key has one thumbprint. */
function isCoordinate(value: unknown): value is string {
  return (
    typeof value === 'string' && Buffer.from(value, 'base64url').toString('base64url') === value && value.length === 43
  )
}
