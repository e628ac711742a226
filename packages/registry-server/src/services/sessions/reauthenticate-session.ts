import { recordEvent } from '../../audit/record-event.ts'
import { requireSignedIn } from '../../auth/access.ts'
import type { Caller } from '../../auth/principal.ts'
import { RegistryError } from '../../registry-error.ts'
import { authenticatePassword, type PasswordProof } from '../credentials/authenticate-password.ts'
import type { ServiceContext } from '../service-context.ts'
import { renewSession } from './renew-session.ts'
import type { CreatedSession } from './sign-in.ts'

/**
 * Proves again who is signed in: the session gets a new secret, both clocks start anew, and what is dangerous may be
 * done for a while. `unauthenticated` when the proof is wrong or another account's.
 */
export async function reauthenticateSession(
  context: ServiceContext,
  caller: Caller,
  proof: PasswordProof,
): Promise<CreatedSession> {
  const principal = requireSignedIn(caller)
  const { credential, userId } = principal
  if (credential.kind !== 'session') {
    throw new RegistryError(
      'failed_precondition',
      'this request is made with a token, which needs no re-authentication',
    )
  }
  const { account } = await authenticatePassword(context, proof)
  if (account.id !== userId) throw new RegistryError('unauthenticated', 'the name or the password is wrong')
  const renewed = await renewSession(context, credential.sessionId)
  await recordEvent(context, {
    action: 'session.reauthenticated',
    actor: principal,
    target: { kind: 'session', id: credential.sessionId, name: '' },
  })
  return { ...renewed, account }
}
