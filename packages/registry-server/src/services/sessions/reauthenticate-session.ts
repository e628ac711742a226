import { recordEvent } from '../../audit/record-event.ts'
import { requireSignedIn } from '../../auth/access.ts'
import type { Caller, Principal } from '../../auth/principal.ts'
import { RegistryError } from '../../registry-error.ts'
import type { AccountRights } from '../../storage/account-records.ts'
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
  return reauthenticateProven(context, caller, await provenBy(context, caller, proof), 'password')
}

async function provenBy(context: ServiceContext, caller: Caller, proof: PasswordProof): Promise<AccountRights> {
  requireSession(requireSignedIn(caller))
  return authenticatePassword(context, proof)
}

/** The same for somebody who has proven it in another way. `proof` is for the audit log. */
export async function reauthenticateProven(
  context: ServiceContext,
  caller: Caller,
  { account }: AccountRights,
  proof: string,
): Promise<CreatedSession> {
  const principal = requireSignedIn(caller)
  const sessionId = requireSession(principal)
  if (account.id !== principal.userId) throw new RegistryError('unauthenticated', 'the name or the password is wrong')
  const renewed = await renewSession(context, sessionId)
  await recordEvent(context, {
    action: 'session.reauthenticated',
    actor: principal,
    target: { kind: 'session', id: sessionId, name: '' },
    details: { proof },
  })
  return { ...renewed, account }
}

function requireSession({ credential }: Principal): string {
  if (credential.kind === 'session') return credential.sessionId
  throw new RegistryError('failed_precondition', 'this request is made with a token, which needs no re-authentication')
}
