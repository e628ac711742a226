import { createHash, randomUUID } from 'node:crypto'
import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose'

/** A client that holds a key. */
export interface DpopClient {
  readonly thumbprint: string
  prove(request: DpopClaims): Promise<string>
}

/** What a proof says; whatever is left out is as it should be, but for `accessToken` and `nonce`, which are left out. */
export interface DpopClaims {
  readonly method: string
  readonly url: string
  readonly accessToken?: string
  readonly nonce?: string
  readonly nowMs: number
  readonly jti?: string
}

export async function createDpopClient(): Promise<DpopClient> {
  const { privateKey, publicKey } = await generateKeyPair('ES256')
  const jwk: JWK = await exportJWK(publicKey)
  return {
    thumbprint: await calculateJwkThumbprint(jwk),
    prove({ method, url, accessToken, nonce, nowMs, jti = randomUUID() }) {
      const ath = accessToken === undefined ? undefined : createHash('sha256').update(accessToken).digest('base64url')
      return new SignJWT({
        htm: method,
        htu: url,
        jti,
        iat: Math.floor(nowMs / 1000),
        ...(ath !== undefined && { ath }),
        ...(nonce !== undefined && { nonce }),
      })
        .setProtectedHeader({ alg: 'ES256', typ: 'dpop+jwt', jwk })
        .sign(privateKey)
    },
  }
}
