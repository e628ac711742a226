import { Code, ConnectError, type Interceptor } from '@connectrpc/connect'
import { EXIT_CODES } from '../exit-code.ts'
import { Failure, usageFailure } from '../failure.ts'
import type { Io } from '../io.ts'
import { credentialsPath, readCredentials, type StoredSession, writeCredentials } from '../registry/credentials-file.ts'
import { makeDpopProof } from './dpop-proof.ts'
import { withFileLock } from './file-lock.ts'
import { askOauth, textOf } from './oauth-request.ts'
import { toStoredSession } from './to-stored-session.ts'

/** How long before its end an access token is not used any more: a request may take a while. */
const MARGIN_MS = 15_000

type Next = Parameters<Interceptor>[0]
type Request = Parameters<Next>[0]

/** Makes calls with a session of `login`. */
export interface SessionCaller {
  /** Sends a request with an access token that is good, and proof of the key. Rejects with a Failure when there is none. */
  call(request: Request, next: Next): ReturnType<Next>
}

/**
 * Takes the session that is stored for a host, gets new tokens when those it has are about to end or are not taken, and
 * stores these for the runs that follow. Of several runs at once, one refreshes and the others take what it got.
 */
export function createSessionCaller(env: Io['env'], host: string): SessionCaller {
  let session = storedSession(env, host)

  const send = async (request: Request, next: Next) => {
    const { accessToken, key, nonce } = session
    const { requestMethod: method, url } = request
    request.header.set('Authorization', `DPoP ${accessToken}`)
    request.header.set('DPoP', makeDpopProof(key, { method, url, accessToken, nonce }))
    try {
      const response = await next(request)
      noteNonce(response.header)
      return response
    } catch (error) {
      if (error instanceof ConnectError) noteNonce(error.metadata)
      throw error
    }
  }
  const noteNonce = (headers: Headers) => {
    session = { ...session, nonce: headers.get('dpop-nonce') ?? session.nonce }
  }

  return {
    async call(request, next) {
      if (session.accessTokenExpiresAtMs - MARGIN_MS <= Date.now()) session = await refresh(env, host, session)
      try {
        return await send(request, next)
      } catch (error) {
        if (!(error instanceof ConnectError && error.code === Code.Unauthenticated)) throw error
        const isNonceWanted = error.metadata.get('www-authenticate')?.includes('use_dpop_nonce') ?? false
        // The clock here may be wrong, and the token have ended: the refresh token tells.
        if (!isNonceWanted) session = await refresh(env, host, session)
        return send(request, next)
      }
    },
  }
}

/** The next tokens of a session, stored. Rejects with a Failure when the session has ended. */
function refresh(env: Io['env'], host: string, known: StoredSession): Promise<StoredSession> {
  return withFileLock(`${credentialsPath(env)}.lock`, async () => {
    const stored = storedSession(env, host)
    if (stored.refreshToken !== known.refreshToken && stored.accessTokenExpiresAtMs - MARGIN_MS > Date.now())
      return stored
    const proof = { key: stored.key, nonce: known.nonce }
    const fields = new URLSearchParams({ grant_type: 'refresh_token', refresh_token: stored.refreshToken })
    const answer = await askOauth(host, '/oauth2/token', fields, proof)
    if (answer.status !== 200) throw refusal(host, textOf(answer, 'error'), textOf(answer, 'error_description'))
    const session = toStoredSession(host, answer, proof)
    const credentials = new Map(readCredentials(env))
    const user = credentials.get(host)?.user ?? ''
    writeCredentials(env, credentials.set(host, { user, session }))
    return session
  })
}

function storedSession(env: Io['env'], host: string): StoredSession {
  const session = readCredentials(env).get(host)?.session
  if (session !== undefined) return session
  throw usageFailure(`you are no longer logged in to ${host}; run \`wireproof login ${host}\``)
}

function refusal(host: string, error: string, description: string): Failure {
  const text =
    error === 'invalid_grant' || error === 'invalid_dpop_proof'
      ? `your session at ${host} has ended; run \`wireproof login ${host}\``
      : `${host} does not renew your session: ${description || error || 'it gives no reason'}; try again later`
  return new Failure(EXIT_CODES.server, text)
}
