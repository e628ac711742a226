import { RegistryError } from '../../registry-error.ts'

/** Why a request was not taken for one of the holder of the key. `nonce`: it is to be tried again with the one given. */
export type PossessionRefusal = 'no-proof' | 'wrong-proof' | 'nonce' | 'no-certificate'

const MESSAGES = {
  'no-proof': 'this token is bound to a key: it needs a DPoP proof made with it (RFC 9449), and the scheme DPoP',
  'wrong-proof': 'the DPoP proof is not valid for this request, or its key is not the one that the token is bound to',
  nonce: 'the DPoP proof needs the nonce of the header DPoP-Nonce; try again with it',
  'no-certificate': 'this token is bound to a client certificate (RFC 8705), and the request did not come with it',
} as const satisfies Record<PossessionRefusal, string>

/** `unauthenticated`, with the headers that tell a client what to do. Source: RFC 9449 sections 7.1, 8 and 9. */
export class PossessionRefused extends RegistryError {
  readonly refusal: PossessionRefusal
  readonly nonce: string

  constructor(refusal: PossessionRefusal, nonce: string) {
    super('unauthenticated', MESSAGES[refusal])
    this.refusal = refusal
    this.nonce = nonce
  }

  override get headers(): Readonly<Record<string, string>> {
    if (this.refusal === 'no-certificate') return { 'www-authenticate': 'Bearer error="invalid_token"' }
    const error = this.refusal === 'nonce' ? 'use_dpop_nonce' : 'invalid_dpop_proof'
    return { 'www-authenticate': `DPoP error="${error}", algs="ES256 EdDSA"`, 'dpop-nonce': this.nonce }
  }
}
