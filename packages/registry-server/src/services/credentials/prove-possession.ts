import { verifyDpopProof } from '../../auth/dpop/dpop-proof.ts'
import { currentPossession } from '../../auth/possession.ts'
import type { SessionBinding } from '../../storage/session-records.ts'
import type { ServiceContext } from '../service-context.ts'
import { PossessionRefused } from './possession-refused.ts'
import { invalidCredential } from './to-principal.ts'

type Context = Pick<ServiceContext, 'dpop' | 'now'>

/** How an access token came: under which scheme, and its text. Undefined for a refresh token, which has no scheme. */
export interface PresentedToken {
  readonly scheme: 'bearer' | 'dpop'
  readonly accessToken: string
}

/**
 * Holds a request to the key that its session is bound to; a session that is bound to none asks for nothing. Rejects with
 * `PossessionRefused`, or `unauthenticated` when a token without a key comes under the scheme for those with one.
 * Source: RFC 9449 section 7; RFC 8705 section 3.
 */
export async function requirePossession(
  context: Context,
  binding: SessionBinding | undefined,
  presented: PresentedToken | undefined,
): Promise<void> {
  const nowMs = context.now()
  const nonce = context.dpop.nonces.current(nowMs)
  switch (binding?.kind) {
    case undefined:
      if (presented?.scheme === 'dpop') throw invalidCredential()
      return
    case 'mtls':
      if (presented?.scheme === 'dpop') throw invalidCredential()
      if (currentPossession().certificateThumbprint === binding.thumbprint) return
      throw new PossessionRefused('no-certificate', nonce)
    case 'dpop': {
      if (presented?.scheme === 'bearer') throw new PossessionRefused('no-proof', nonce)
      const proof = await verifyProof(context, presented?.accessToken)
      if (proof === undefined) throw new PossessionRefused('no-proof', nonce)
      const isHolder = proof.thumbprint === binding.thumbprint
      if (!isHolder || !(await context.dpop.replays.isFirstUse(proof, nowMs))) {
        throw new PossessionRefused('wrong-proof', nonce)
      }
    }
  }
}

/**
 * The key that a new session is to be bound to: that of the proof that came with the request, or undefined without one.
 * Rejects with `PossessionRefused` for a proof that is not good.
 */
export async function provenBinding(context: Context): Promise<SessionBinding | undefined> {
  const proof = await verifyProof(context, undefined)
  if (proof === undefined) return undefined
  if (await context.dpop.replays.isFirstUse(proof, context.now())) return { kind: 'dpop', thumbprint: proof.thumbprint }
  throw new PossessionRefused('wrong-proof', context.dpop.nonces.current(context.now()))
}

async function verifyProof({ dpop, now }: Context, accessToken: string | undefined) {
  const { dpopProof, method, url } = currentPossession()
  if (dpopProof === undefined) return undefined
  const nowMs = now()
  const result = await verifyDpopProof(dpopProof, {
    method,
    url,
    nowMs,
    isNonce: (nonce) => dpop.nonces.isRecent(nonce, nowMs),
    ...(accessToken !== undefined && { accessToken }),
  })
  if (!('problem' in result)) return result
  throw new PossessionRefused(result.problem === 'nonce' ? 'nonce' : 'wrong-proof', dpop.nonces.current(nowMs))
}
