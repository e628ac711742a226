import { accountTarget } from '../../audit/audit-targets.ts'
import { recordChange } from '../../audit/record-event.ts'
import type { Caller } from '../../auth/principal.ts'
import type { AccountRecord, RegistryRole } from '../../storage/account-records.ts'
import { assertFields } from '../assert-fields.ts'
import type { ServiceContext } from '../service-context.ts'
import { type NewSecretLink, newAccountLink } from './account-links.ts'
import { requireAdministrator } from './resolve-account.ts'

export interface AccountToCreate {
  readonly name: string
  readonly registryRole: RegistryRole
}

/**
 * Makes an account for a person, with a link by which that person chooses a password. For administrators.
 * `already_exists` when an owner has the name.
 */
export async function createUser(
  context: ServiceContext,
  caller: Caller,
  { name, registryRole }: AccountToCreate,
): Promise<{ account: AccountRecord } & NewSecretLink> {
  const principal = requireAdministrator(context, caller)
  assertFields({ ownerName: name })
  const id = context.newId()
  const invitation = newAccountLink(context, 'invite', id, principal.userId)
  const account = await recordChange(
    context,
    async (store) => {
      const created = await store.createAccount({ id, name, userType: 'standard', registryRole }, context.now())
      await store.insertAccountLink(invitation.link, context.now())
      return created
    },
    (created) => [
      { action: 'account.created', actor: principal, target: accountTarget(created), details: { registryRole } },
      {
        action: 'account.link-created',
        actor: principal,
        target: accountTarget(created),
        details: { purpose: 'invite' },
      },
    ],
  )
  return { account, ...invitation }
}

/** Makes an account for a program, which acts with tokens only. For administrators. */
export async function createRobot(
  context: ServiceContext,
  caller: Caller,
  { name, registryRole }: AccountToCreate,
): Promise<AccountRecord> {
  const principal = requireAdministrator(context, caller)
  assertFields({ ownerName: name })
  const robot = { id: context.newId(), name, userType: 'machine', registryRole } as const
  return recordChange(
    context,
    (store) => store.createAccount(robot, context.now()),
    (created) => ({
      action: 'account.created',
      actor: principal,
      target: accountTarget(created),
      details: { registryRole, isRobot: true },
    }),
  )
}
