import { moduleNameProblem, ownerNameProblem } from '@wireproof/module'
import type { Principal } from '../../auth/principal.ts'
import { hasRight, type Right } from '../../auth/rights.ts'
import { includesScopes } from '../../auth/scope-text.ts'
import { MAX_SCOPES } from '../../limits.ts'
import { RegistryError } from '../../registry-error.ts'
import type { ScopeGrant } from '../../storage/account-records.ts'
import type { Scope } from '../../storage/records.ts'
import type { ServiceContext } from '../service-context.ts'

/** The least that an account must be able to do where a scope is asked for. */
const LEAST_RIGHT = { read: 'read', push: 'push', admin: 'maintain' } as const satisfies Record<Scope, Right>

/**
 * The scopes of a new credential that its holder asks for; those of the credential in hand when none is asked for.
 * `permission_denied` for more than that credential holds, or than the account may do: never silently cut. Whether what
 * is named exists is not told apart from whether the account may do something there.
 */
export async function requestedScopes(
  context: Pick<ServiceContext, 'store'>,
  holder: Principal,
  asked: readonly ScopeGrant[],
): Promise<readonly ScopeGrant[]> {
  if (asked.length > MAX_SCOPES) {
    throw new RegistryError('invalid_argument', `there are ${asked.length} scopes; the most is ${MAX_SCOPES}`)
  }
  for (const scope of asked) {
    const problem = resourceProblem(scope.resource)
    if (problem !== undefined) throw new RegistryError('invalid_argument', `scope on "${scope.resource}": ${problem}`)
    if (!includesScopes(holder.scopes, [scope]) || !(await mayAccount(context, holder, scope))) {
      const where = scope.resource === '' ? '' : ` on ${scope.resource}`
      throw new RegistryError(
        'permission_denied',
        `${holder.userName} cannot pass on the scope ${scope.permission}${where}: the account or the credential in use ` +
          'does not hold it',
      )
    }
  }
  return asked.length === 0 ? holder.scopes : asked
}

function resourceProblem(resource: string): string | undefined {
  if (resource === '') return undefined
  const [owner = '', module, ...rest] = resource.split('/')
  if (rest.length > 0) return 'a resource is an owner, or owner/module'
  return ownerNameProblem(owner) ?? (module === undefined ? undefined : moduleNameProblem(module))
}

async function mayAccount(
  { store }: Pick<ServiceContext, 'store'>,
  holder: Principal,
  { permission, resource }: ScopeGrant,
): Promise<boolean> {
  // Everywhere that the account reaches: nothing there is more than it may do.
  if (resource === '') return true
  const [ownerName = '', name] = resource.split('/')
  const owner = await store.findOwnerByName(ownerName)
  if (owner === undefined) return false
  const subject = { ownerId: owner.id, ownerName }
  const account = { ...holder, scopes: [{ permission: 'admin', resource: '' }] as const }
  return hasRight(
    account,
    LEAST_RIGHT[permission],
    name === undefined ? subject : { ...subject, name, visibility: 'private' },
  )
}
