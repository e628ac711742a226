import { recordChange } from '../../audit/record-event.ts'
import { requireSignedIn } from '../../auth/access.ts'
import { requireFresh } from '../../auth/fresh.ts'
import type { ExternalIdentity } from '../../auth/oidc/external-login.ts'
import type { Caller } from '../../auth/principal.ts'
import { RegistryError } from '../../registry-error.ts'
import type { ExternalIdentityKey, ExternalIdentityRecord } from '../../storage/external-identity-store.ts'
import type { ServiceContext } from '../service-context.ts'
import { assertWayLeft } from './assert-way-left.ts'

/** The accounts at providers with which the caller signs in. */
export async function listIdentities(
  context: ServiceContext,
  caller: Caller,
): Promise<readonly ExternalIdentityRecord[]> {
  return context.store.listExternalIdentities(requireSignedIn(caller).userId)
}

/** Lets the caller sign in with an account at a provider from now on. `already_exists` when it is somebody's. */
export async function linkIdentity(context: ServiceContext, caller: Caller, identity: ExternalIdentity): Promise<void> {
  const principal = requireSignedIn(caller)
  requireFresh(principal, context.now())
  await recordChange(
    context,
    (store) => store.linkExternalIdentity({ ...identity, userId: principal.userId }, context.now()),
    () => ({
      action: 'factor.added',
      actor: principal,
      target: { kind: 'account', id: principal.userId, name: principal.userName },
      details: { factor: 'oidc', issuer: identity.issuer },
    }),
  )
}

/**
 * Takes an account at a provider away from the caller. `failed_precondition` when it is the last way to sign in, which
 * would lock the caller out.
 */
export async function unlinkIdentity(context: ServiceContext, caller: Caller, key: ExternalIdentityKey): Promise<void> {
  const principal = requireSignedIn(caller)
  requireFresh(principal, context.now())
  await recordChange(
    context,
    async (store) => {
      if (!(await store.unlinkExternalIdentity(key, principal.userId))) {
        throw new RegistryError('not_found', 'this account at the provider is not one of yours')
      }
      await assertWayLeft(store, principal.userId)
    },
    () => ({
      action: 'factor.removed',
      actor: principal,
      target: { kind: 'account', id: principal.userId, name: principal.userName },
      details: { factor: 'oidc', issuer: key.issuer },
    }),
  )
}
