import { AsyncLocalStorage } from 'node:async_hooks'

/** What a request brings to show that its sender holds a key. */
export interface Possession {
  /** The `DPoP` header. */
  readonly dpopProof: string | undefined
  readonly method: string
  /** The public URL of the request, without its query. */
  readonly url: string
  /** `x5t#S256` of the certificate that a trusted proxy has seen. */
  readonly certificateThumbprint: string | undefined
}

/** What is done without a request shows nothing. */
const NOTHING: Possession = { dpopProof: undefined, method: '', url: '', certificateThumbprint: undefined }

const possessions = new AsyncLocalStorage<Possession>()

/**
 * Runs what answers a request; whatever checks a credential in it, however deep, sees what came with the request. A check
 * to which it had to be handed could be forgotten, and a stolen token would pass there.
 */
export function withPossession<T>(possession: Possession, run: () => T): T {
  return possessions.run(possession, run)
}

export function currentPossession(): Possession {
  return possessions.getStore() ?? NOTHING
}
