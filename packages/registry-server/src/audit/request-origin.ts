import { AsyncLocalStorage } from 'node:async_hooks'

/** Where a request comes from, for the audit log and for limits by address. */
export interface RequestOrigin {
  readonly requestId: string
  /** IP address of the client; undefined when the connection has gone. */
  readonly address: string | undefined
  /** What the client calls itself; empty when it does not. */
  readonly userAgent: string
}

/** What is done without a request: a first start, work in the background. */
const NO_REQUEST: RequestOrigin = { requestId: '', address: undefined, userAgent: '' }

const origins = new AsyncLocalStorage<RequestOrigin>()

/**
 * Runs what answers a request; everything in it, however deep, sees where the request comes from. Use cases do not hand
 * it on to each other: each would have to, and one that forgot would leave a gap in the audit log.
 */
export function withRequestOrigin<T>(origin: RequestOrigin, run: () => T): T {
  return origins.run(origin, run)
}

export function currentOrigin(): RequestOrigin {
  return origins.getStore() ?? NO_REQUEST
}
