import { createHash, createPrivateKey, generateKeyPairSync, randomUUID, sign } from 'node:crypto'
import type { DpopJwk } from '../registry/credentials-file.ts'

/** A new key, which never leaves this machine. */
export function generateDpopKey(): DpopJwk {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { x = '', y = '', d = '' } = privateKey.export({ format: 'jwk' })
  return { kty: 'EC', crv: 'P-256', x, y, d }
}

/** What a proof is for. */
export interface ProvenRequest {
  readonly method: string
  readonly url: string
  /** The access token that goes with it; undefined where one is asked for. */
  readonly accessToken: string | undefined
  /** The registry's last one; empty for none. */
  readonly nonce: string
}

/** Proves that the sender of one request holds the key: a JWT signed with ES256. Source: RFC 9449 section 4.2. */
export function makeDpopProof(key: DpopJwk, { method, url, accessToken, nonce }: ProvenRequest): string {
  const { kty, crv, x, y } = key
  const header = { typ: 'dpop+jwt', alg: 'ES256', jwk: { kty, crv, x, y } }
  const claims = {
    jti: randomUUID(),
    htm: method,
    htu: url.replace(/[?#].*$/, ''),
    iat: Math.floor(Date.now() / 1000),
    ...(accessToken !== undefined && { ath: createHash('sha256').update(accessToken).digest('base64url') }),
    ...(nonce !== '' && { nonce }),
  }
  const input = [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')
  const privateKey = createPrivateKey({ key: { ...key }, format: 'jwk' })
  // The form of RFC 7518 section 3.4: both numbers, one behind the other.
  const signature = sign('sha256', Buffer.from(input), { key: privateKey, dsaEncoding: 'ieee-p1363' })
  return `${input}.${signature.toString('base64url')}`
}
