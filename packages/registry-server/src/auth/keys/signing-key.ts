import { type CryptoKey, calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK } from 'jose'
import { openSecret, sealSecret } from './seal.ts'

/** The one algorithm of access tokens. Source: RFC 8037 section 3.1. */
export const SIGNING_ALGORITHM = 'EdDSA'

/** A public key as everybody may read it. Source: RFC 7517, RFC 8037 section 2. */
export interface PublicJwk {
  readonly kty: 'OKP'
  readonly crv: 'Ed25519'
  /** The key, base64url. */
  readonly x: string
  /** The thumbprint of the key. Source: RFC 7638. */
  readonly kid: string
  readonly alg: typeof SIGNING_ALGORITHM
  readonly use: 'sig'
}

/** A signing key as the store keeps it. */
export interface SealedSigningKey {
  readonly kid: string
  readonly publicJwk: PublicJwk
  /** The private JWK, sealed under the master key. */
  readonly sealedPrivateJwk: string
}

/** A key that can sign. */
export interface SigningKey {
  readonly kid: string
  readonly privateKey: CryptoKey
}

/** Keys that verify, under their `kid`: the whole ring, and the only keys that a token can choose from. */
export type VerifyingKeys = ReadonlyMap<string, CryptoKey>

/** A new random key, its private half sealed at once. */
export async function generateSigningKey(masterKey: Uint8Array): Promise<SealedSigningKey> {
  const { publicKey, privateKey } = await generateKeyPair(SIGNING_ALGORITHM, { crv: 'Ed25519', extractable: true })
  const { x } = await exportJWK(publicKey)
  if (x === undefined) throw new Error('the new Ed25519 key has no public half')
  const kid = await calculateJwkThumbprint({ kty: 'OKP', crv: 'Ed25519', x })
  const privateJwk = JSON.stringify(await exportJWK(privateKey))
  return {
    kid,
    publicJwk: { kty: 'OKP', crv: 'Ed25519', x, kid, alg: SIGNING_ALGORITHM, use: 'sig' },
    sealedPrivateJwk: sealSecret(privateJwk, masterKey, purposeOf(kid)),
  }
}

/** The key, ready to sign. Undefined when the master key is not the one that it was sealed under. */
export async function openSigningKey(
  { kid, sealedPrivateJwk }: SealedSigningKey,
  masterKey: Uint8Array,
): Promise<SigningKey | undefined> {
  const opened = openSecret(sealedPrivateJwk, masterKey, purposeOf(kid))
  if (opened === undefined) return undefined
  const privateKey = await importJWK(JSON.parse(opened), SIGNING_ALGORITHM)
  if (privateKey instanceof Uint8Array) throw new Error(`the signing key ${kid} is not an asymmetric key`)
  return { kid, privateKey }
}

/** The keys, ready to verify. */
export async function importVerifyingKeys(keys: readonly PublicJwk[]): Promise<VerifyingKeys> {
  const imported = await Promise.all(
    keys.map(async ({ kid, kty, crv, x }) => [kid, await importJWK({ kty, crv, x }, SIGNING_ALGORITHM)] as const),
  )
  return new Map(imported.filter((entry): entry is readonly [string, CryptoKey] => !(entry[1] instanceof Uint8Array)))
}

/** What the JWKS endpoint answers: public members only, whatever the objects hold. Source: RFC 7517 section 5. */
export function toJwks(keys: readonly PublicJwk[]): { keys: PublicJwk[] } {
  return { keys: keys.map(({ kty, crv, x, kid, alg, use }) => ({ kty, crv, x, kid, alg, use })) }
}

function purposeOf(kid: string): string {
  return `signing-key/${kid}`
}
