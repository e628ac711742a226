import { type Credential, highestPermission, type Principal } from '../../auth/principal.ts'
import { RegistryError } from '../../registry-error.ts'
import type { AccountRights, ScopeGrant } from '../../storage/account-records.ts'

/** Who acts with a credential that has been checked. `unauthenticated` when the account may not act any more. */
export function toPrincipal(
  rights: AccountRights | undefined,
  scopes: readonly ScopeGrant[],
  credential: Credential,
): Principal {
  if (rights === undefined || rights.account.state !== 'active') throw invalidCredential()
  const { account, memberships } = rights
  return {
    userId: account.id,
    userName: account.name,
    registryRole: account.registryRole,
    memberships,
    scopes,
    scope: highestPermission(scopes),
    credential,
  }
}

/** The one answer to every credential that is not good, so that it tells a guesser nothing. */
export function invalidCredential(): RegistryError {
  return new RegistryError('unauthenticated', 'the token or session is not valid: it is unknown, expired or revoked')
}
