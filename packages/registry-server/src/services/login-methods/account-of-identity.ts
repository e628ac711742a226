import { ownerNameProblem } from '@wireproof/module'
import { type AuditEvent, recordChange, recordEvent } from '../../audit/record-event.ts'
import type { ExternalIdentity } from '../../auth/oidc/external-login.ts'
import { RegistryError } from '../../registry-error.ts'
import type { AccountRights } from '../../storage/account-records.ts'
import { assertFields } from '../assert-fields.ts'
import type { ServiceContext } from '../service-context.ts'

type Context = Pick<ServiceContext, 'store' | 'now' | 'newId' | 'externalLogin'>

/**
 * The account that belongs to one at the provider. Where the operator allows it, the first login makes an account with no
 * rights but its own name. An account that exists is never taken over by having the same name, or the same mail address:
 * its holder links the two, signed in. `unauthenticated` when there is none, or it may not sign in.
 */
export async function accountOfIdentity(context: Context, identity: ExternalIdentity): Promise<AccountRights> {
  const { store } = context
  const known = await store.findExternalIdentity(identity)
  const rights = known === undefined ? await signUp(context, identity) : await store.findAccount(known.userId)
  if (rights?.account.state === 'active') return rights
  await recordEvent(context, {
    action: 'login.failed',
    actor: undefined,
    outcome: 'failed',
    details: { proof: 'oidc' },
    ...(rights === undefined ? {} : { target: { kind: 'account', id: rights.account.id, name: rights.account.name } }),
  })
  throw new RegistryError('unauthenticated', 'this account may not sign in; ask an administrator of this registry')
}

async function signUp(context: Context, identity: ExternalIdentity): Promise<AccountRights | undefined> {
  if (context.externalLogin?.isSignUpAllowed !== true) {
    throw new RegistryError(
      'unauthenticated',
      'no account here belongs to this one: sign in another way first, and add it under Ways to log in; or ask an ' +
        'administrator for an account',
    )
  }
  const name = proposedName(identity.name)
  if (name === undefined) {
    throw new RegistryError(
      'unauthenticated',
      'the provider says no name that an account here can have; ask an administrator of this registry for an account',
    )
  }
  assertFields({ ownerName: name })
  const id = context.newId()
  const nowMs = context.now()
  const actor = { userId: id, userName: name }
  const target = { kind: 'account', id, name } as const
  const events: readonly AuditEvent[] = [
    { action: 'account.created', actor, target, details: { proof: 'oidc' } },
    { action: 'factor.added', actor, target, details: { factor: 'oidc', issuer: identity.issuer } },
  ]
  try {
    await recordChange(
      context,
      async (store) => {
        await store.createAccount({ id, name, userType: 'standard', registryRole: 'none' }, nowMs)
        await store.linkExternalIdentity({ ...identity, userId: id }, nowMs)
      },
      () => events,
    )
  } catch (error) {
    if (!(error instanceof RegistryError) || error.code !== 'already_exists') throw error
    // Two browsers at once: the other one made it.
    const made = await context.store.findExternalIdentity(identity)
    if (made !== undefined) return context.store.findAccount(made.userId)
    throw new RegistryError(
      'unauthenticated',
      `the name ${name} is taken here. If it is yours, sign in another way and add this account under Ways to log in`,
      { cause: error },
    )
  }
  return context.store.findAccount(id)
}

/** What the provider calls somebody, as a name here: without the host of an address, in small letters. */
function proposedName(name: string): string | undefined {
  const local = name.split('@')[0] ?? ''
  const proposed = local
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
  return ownerNameProblem(proposed) === undefined ? proposed : undefined
}
