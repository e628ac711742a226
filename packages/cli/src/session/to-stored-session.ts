import { EXIT_CODES } from '../exit-code.ts'
import { Failure } from '../failure.ts'
import type { StoredSession } from '../registry/credentials-file.ts'
import { type OauthAnswer, type ProofState, textOf } from './oauth-request.ts'

/** The session that an answer of the token endpoint describes. Throws a Failure when it has no tokens. */
export function toStoredSession(host: string, answer: OauthAnswer, { key, nonce }: ProofState): StoredSession {
  const [accessToken, refreshToken] = [textOf(answer, 'access_token'), textOf(answer, 'refresh_token')]
  const seconds = answer.body.expires_in
  if (accessToken === '' || refreshToken === '' || typeof seconds !== 'number') {
    throw new Failure(
      EXIT_CODES.server,
      `${host} gives no tokens; is it a Wireproof registry, and not older than this command?`,
    )
  }
  return { accessToken, accessTokenExpiresAtMs: Date.now() + seconds * 1000, refreshToken, key, nonce }
}
