import { decodeProtectedHeader, errors, jwtVerify, SignJWT } from 'jose'
import { SIGNING_ALGORITHM, type SigningKey, type VerifyingKeys } from './signing-key.ts'

/** The type that sets an access token apart from all other JWTs. Source: RFC 9068 section 2.1. */
const TOKEN_TYPE = 'at+jwt'
/** All header parameters that we write. A token with another one is not ours: no `jku`, `jwk`, `x5u` or `crit`. */
const HEADER_PARAMETERS: ReadonlySet<string> = new Set(['alg', 'typ', 'kid'])
/** Ours have some 700 characters; nobody makes us decode more. */
const MAX_TOKEN_CHARS = 4_096

/** What an access token says. Times in whole seconds since 1970. Source: RFC 9068 section 2.2. */
export interface AccessTokenClaims {
  /** The registry's public origin, twice: it issues tokens for itself. */
  readonly iss: string
  readonly aud: string
  /** Id of the user. */
  readonly sub: string
  /** Public id of the session. */
  readonly sid: string
  readonly jti: string
  readonly client_id: string
  /** `permission` or `permission:resource`, separated by spaces. */
  readonly scope: string
  /** Which refresh of the session made it, from 0. */
  readonly gen: number
  readonly iat: number
  readonly nbf: number
  readonly exp: number
  /** The key that the token is bound to. Source: RFC 9449 section 6.1, RFC 8705 section 3.1. */
  readonly cnf?: { readonly jkt: string } | { readonly 'x5t#S256': string }
}

/** Why a token is refused: for logs and tests. A caller learns only that it is not valid. */
export type AccessTokenProblem =
  | 'malformed'
  | 'header'
  | 'algorithm'
  | 'type'
  | 'unknown-key'
  | 'signature'
  | 'issuer'
  | 'audience'
  | 'expired'
  | 'not-yet-valid'
  | 'claims'

/** What a token must say to be taken. */
export interface AccessTokenExpectation {
  readonly issuer: string
  readonly audience: string
  readonly nowMs: number
  /** How far clocks of nodes may differ. */
  readonly clockToleranceS: number
}

export type AccessTokenResult = { readonly claims: AccessTokenClaims } | { readonly problem: AccessTokenProblem }

/** Whether a credential has the form of an access token, and is not an opaque one. */
export function looksLikeAccessToken(credential: string): boolean {
  return /^eyJ[\w-]*\.[\w-]*\.[\w-]*$/.test(credential)
}

/** Signs the claims as they are. */
export function signAccessToken(claims: AccessTokenClaims, key: SigningKey): Promise<string> {
  return new SignJWT({ ...claims })
    .setProtectedHeader({ alg: SIGNING_ALGORITHM, typ: TOKEN_TYPE, kid: key.kid })
    .sign(key.privateKey)
}

/**
 * The claims of a token that one of `keys` signed for this audience and that is valid now; else the reason why it is not.
 * The key is looked up by `kid` among our own, nothing else of the header has a say, and the one algorithm is ours. Whether
 * the session is still alive is not looked at.
 * Source: RFC 8725 section 3; RFC 9068 section 4; OWASP ASVS 5.0, 9.1 and 9.2.
 */
export async function verifyAccessToken(
  jwt: string,
  keys: VerifyingKeys,
  { issuer, audience, nowMs, clockToleranceS }: AccessTokenExpectation,
): Promise<AccessTokenResult> {
  if (jwt.length > MAX_TOKEN_CHARS || !looksLikeAccessToken(jwt)) return { problem: 'malformed' }
  let header: ReturnType<typeof decodeProtectedHeader>
  try {
    header = decodeProtectedHeader(jwt)
  } catch {
    return { problem: 'malformed' }
  }
  if (header.alg !== SIGNING_ALGORITHM) return { problem: 'algorithm' }
  if (header.typ !== TOKEN_TYPE) return { problem: 'type' }
  if (Object.keys(header).some((name) => !HEADER_PARAMETERS.has(name))) return { problem: 'header' }
  const key = typeof header.kid === 'string' ? keys.get(header.kid) : undefined
  if (key === undefined) return { problem: 'unknown-key' }
  try {
    const { payload } = await jwtVerify(jwt, key, {
      algorithms: [SIGNING_ALGORITHM],
      typ: TOKEN_TYPE,
      issuer,
      audience,
      currentDate: new Date(nowMs),
      clockTolerance: clockToleranceS,
      requiredClaims: ['exp', 'nbf', 'iat'],
    })
    if (!isAccessTokenClaims(payload)) return { problem: 'claims' }
    return payload.iat > nowMs / 1000 + clockToleranceS ? { problem: 'not-yet-valid' } : { claims: payload }
  } catch (error) {
    if (error instanceof errors.JOSEError) return { problem: problemOf(error) }
    throw error
  }
}

function problemOf(error: errors.JOSEError): AccessTokenProblem {
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'signature'
  if (error instanceof errors.JWTExpired) return 'expired'
  if (error instanceof errors.JWTClaimValidationFailed) {
    if (error.claim === 'iss') return 'issuer'
    if (error.claim === 'aud') return 'audience'
    if (error.claim === 'nbf' && error.reason === 'check_failed') return 'not-yet-valid'
    return 'claims'
  }
  return 'malformed'
}

const TEXT_CLAIMS = ['iss', 'aud', 'sub', 'sid', 'jti', 'client_id', 'scope'] as const
const NUMBER_CLAIMS = ['gen', 'iat', 'nbf', 'exp'] as const

function isAccessTokenClaims(payload: object): payload is AccessTokenClaims {
  const claims = new Map<string, unknown>(Object.entries(payload))
  return (
    TEXT_CLAIMS.every((name) => typeof claims.get(name) === 'string') &&
    NUMBER_CLAIMS.every((name) => Number.isSafeInteger(claims.get(name))) &&
    (!claims.has('cnf') || isConfirmation(claims.get('cnf')))
  )
}

/** Exactly one binding that we know: one that we could not check would be no binding. */
function isConfirmation(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  const entries = Object.entries(value)
  return (
    entries.length === 1 &&
    entries.every(([name, thumbprint]) => (name === 'jkt' || name === 'x5t#S256') && typeof thumbprint === 'string')
  )
}
