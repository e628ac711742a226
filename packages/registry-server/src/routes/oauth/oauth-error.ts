import { ERROR_CODES } from '@wireproof/registry-api'
import type { Context } from 'hono'
import { RegistryError } from '../../registry-error.ts'
import { PossessionRefused } from '../../services/credentials/possession-refused.ts'
import type { AppEnv } from '../app-env.ts'

type OauthStatus = 400 | 401 | 403 | 413 | 429 | 500 | 503

/** An error as OAuth clients read it. Source: RFC 6749 section 5.2. */
export function oauthError(c: Context<AppEnv>, status: OauthStatus, error: string, description: string): Response {
  c.header('cache-control', 'no-store')
  return c.json({ error, error_description: description }, status)
}

/** The answer of an OAuth endpoint, which nobody may keep; a `RegistryError` becomes an error of RFC 6749. */
export async function orOauthError(c: Context<AppEnv>, answer: () => Promise<Response>): Promise<Response> {
  try {
    c.header('cache-control', 'no-store')
    return await answer()
  } catch (error) {
    if (!(error instanceof RegistryError)) throw error
    for (const [name, value] of Object.entries(error.headers)) c.header(name, value)
    const { status, word } = wordFor(error)
    return oauthError(c, status, word, error.message)
  }
}

function wordFor(error: RegistryError): { status: OauthStatus; word: string } {
  // Source: RFC 9449 sections 5 and 8.
  if (error instanceof PossessionRefused) {
    return { status: 400, word: error.refusal === 'nonce' ? 'use_dpop_nonce' : 'invalid_dpop_proof' }
  }
  switch (ERROR_CODES[error.code].http) {
    case 401:
      return { status: 400, word: 'invalid_grant' }
    case 403:
      return { status: 403, word: 'access_denied' }
    case 429:
      return { status: 429, word: 'temporarily_unavailable' }
    case 503:
      return { status: 503, word: 'temporarily_unavailable' }
    case 500:
      return { status: 500, word: 'server_error' }
    default:
      return { status: 400, word: 'invalid_request' }
  }
}
