import { createConnectTransport } from '@connectrpc/connect-web'
import { createRegistryClient, type RegistryClient } from '@wireproof/registry-api'
import { VERSION } from '../version.ts'
import { createRegistryFetch } from './registry-fetch.ts'
import { baseUrlOf } from './registry-host.ts'
import type { SelectedToken } from './select-token.ts'

/** A call that only looks things up or moves a few files. */
const CALL_TIMEOUT_MS = 60_000

/** Makes the client for a `host[:port]`; nothing is sent before the first call. */
export function openClient(host: string, token: SelectedToken | undefined): RegistryClient {
  return createRegistryClient(
    createConnectTransport({
      baseUrl: baseUrlOf(host),
      useBinaryFormat: true,
      defaultTimeoutMs: CALL_TIMEOUT_MS,
      fetch: createRegistryFetch(host),
      interceptors: [
        (next) => (request) => {
          request.header.set('User-Agent', `wireproof/${VERSION}`)
          if (token !== undefined) request.header.set('Authorization', `Bearer ${token.token}`)
          return next(request)
        },
      ],
    }),
  )
}
