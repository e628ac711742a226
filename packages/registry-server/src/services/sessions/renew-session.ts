import { hashToken } from '../../auth/token.ts'
import { invalidCredential } from '../credentials/to-principal.ts'
import type { ServiceContext } from '../service-context.ts'
import { generateSessionSecret } from './session-secrets.ts'
import type { SecretSession } from './start-session.ts'

/**
 * Gives a session a new secret and starts both clocks anew, after its owner has proven again who they are or when what
 * they may do has changed. The old secret is void at once. `unauthenticated` when the session has ended.
 * Source: OWASP ASVS 5.0, 7.2.4; NIST SP 800-63B-4 section 5.2.
 */
export async function renewSession(
  context: Pick<ServiceContext, 'sessions' | 'now'>,
  id: string,
): Promise<SecretSession> {
  const found = await context.sessions.findSession(id)
  if (found === undefined) throw invalidCredential()
  const secret = generateSessionSecret(found.strategy)
  const session = await context.sessions.renewSession(id, hashToken(secret), context.now())
  if (session === undefined) throw invalidCredential()
  return { session, secret }
}
