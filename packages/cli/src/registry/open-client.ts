import { createConnectTransport } from '@connectrpc/connect-web'
import { createRegistryClient, type RegistryClient } from '@wireproof/registry-api'
import { VERSION } from '../version.ts'
import { createRegistryFetch } from './registry-fetch.ts'
import { baseUrlOf } from './registry-host.ts'
import type { SelectedCredential, SelectedSession } from './select-token.ts'

/** A call that only looks things up or moves a few files. */
const CALL_TIMEOUT_MS = 60_000

/** Makes the client for a `host[:port]`; nothing is sent before the first call. */
export function openClient(host: string, credential: SelectedCredential | undefined): RegistryClient {
  let session: ReturnType<SelectedSession['openSession']> | undefined
  return createRegistryClient(
    createConnectTransport({
      baseUrl: baseUrlOf(host),
      useBinaryFormat: true,
      defaultTimeoutMs: CALL_TIMEOUT_MS,
      fetch: createRegistryFetch(host),
      interceptors: [
        (next) => async (request) => {
          request.header.set('User-Agent', `wireproof/${VERSION}`)
          if (credential === undefined) return next(request)
          if (credential.token === undefined) {
            session ??= credential.openSession()
            return (await session).call(request, next)
          }
          request.header.set('Authorization', `Bearer ${credential.token}`)
          return next(request)
        },
      ],
    }),
  )
}
