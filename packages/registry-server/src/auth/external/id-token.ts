import { decodeJwt, decodeProtectedHeader, errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose'
import { RegistryError } from '../../registry-error.ts'

/** Signatures that take a public key. Source: RFC 8725 section 3.2; no `none`, no shared secret. */
const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519']
/** CI providers put some thirty claims in, of which few are long. */
const MAX_TOKEN_CHARS = 16_384
/** How old a token may be though it has not ended: some providers give out one that lasts as long as a job may run. */
const MAX_AGE_S = 3_600
/** How far the clock of an issuer may be from ours. */
const CLOCK_TOLERANCE_S = 30

/** Why another issuer's token is refused: for logs and tests. A caller learns only that it is not valid. */
export type IdTokenProblem = 'malformed' | 'type' | 'signature' | 'audience' | 'issuer' | 'time' | 'claims'

export type IdTokenResult = { readonly claims: JWTPayload } | { readonly problem: IdTokenProblem }

/** Who a token says has made it, not yet verified: to find the keys that it must be verified with. */
export function claimedIssuer(idToken: string): string | undefined {
  if (idToken.length > MAX_TOKEN_CHARS) return undefined
  try {
    const { iss } = decodeJwt(idToken)
    return typeof iss === 'string' ? iss : undefined
  } catch {
    return undefined
  }
}

/**
 * The claims of a token that the issuer's keys have signed, that is valid now and for one of `audiences` and nobody
 * else. Rejects with `unavailable` when the issuer's keys cannot be read.
 * Source: OpenID Connect Core 1.0, section 3.1.3.7; RFC 8725 section 3.
 */
export async function verifyIdToken(
  idToken: string,
  keys: JWTVerifyGetKey,
  expected: { readonly issuer: string; readonly audiences: readonly string[]; readonly nowMs: number },
): Promise<IdTokenResult> {
  if (idToken.length > MAX_TOKEN_CHARS) return { problem: 'malformed' }
  try {
    const { typ } = decodeProtectedHeader(idToken)
    // Access tokens and proofs say what they are; an ID token says JWT or nothing. Source: RFC 8725 section 3.11.
    if (typ !== undefined && typ.toUpperCase() !== 'JWT') return { problem: 'type' }
    const { payload } = await jwtVerify(idToken, keys, {
      algorithms: ALGORITHMS,
      issuer: expected.issuer,
      audience: [...expected.audiences],
      currentDate: new Date(expected.nowMs),
      clockTolerance: CLOCK_TOLERANCE_S,
      maxTokenAge: MAX_AGE_S,
      requiredClaims: ['exp', 'iat', 'sub'],
    })
    // A token for us and others could be one that another of them passes on.
    return [payload.aud].flat().length === 1 ? { claims: payload } : { problem: 'audience' }
  } catch (error) {
    if (error instanceof errors.JOSEError) {
      const problem = problemOf(error)
      if (problem !== undefined) return { problem }
    } else if (error instanceof TypeError) {
      // What jose throws for a text that is no compact token.
      return { problem: 'malformed' }
    }
    throw new RegistryError('unavailable', `the keys of ${expected.issuer} cannot be read; try again later`, {
      cause: error,
    })
  }
}

function problemOf(error: errors.JOSEError): IdTokenProblem | undefined {
  if (error instanceof errors.JWTExpired) return 'time'
  if (error instanceof errors.JWTClaimValidationFailed) {
    if (error.claim === 'aud') return 'audience'
    if (error.claim === 'iss') return 'issuer'
    return error.claim === 'nbf' || error.claim === 'iat' ? 'time' : 'claims'
  }
  if (
    error instanceof errors.JWSSignatureVerificationFailed ||
    error instanceof errors.JWKSNoMatchingKey ||
    error instanceof errors.JWKSMultipleMatchingKeys ||
    error instanceof errors.JOSEAlgNotAllowed
  ) {
    return 'signature'
  }
  if (
    error instanceof errors.JWSInvalid ||
    error instanceof errors.JWTInvalid ||
    error instanceof errors.JOSENotSupported
  ) {
    return 'malformed'
  }
  return undefined
}
