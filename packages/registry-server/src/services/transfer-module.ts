import { resourceTarget } from '../audit/audit-targets.ts'
import { recordChange } from '../audit/record-event.ts'
import { requireRight, requireSignedIn } from '../auth/access.ts'
import { requireFresh } from '../auth/fresh.ts'
import type { Caller } from '../auth/principal.ts'
import type { ModuleRecord } from '../storage/records.ts'
import { resolveOwner } from './owners.ts'
import type { ModuleRef, OwnerRef } from './refs.ts'
import { resolveModule } from './resolve-module.ts'
import type { ServiceContext } from './service-context.ts'

/**
 * Gives a module to another owner, with its id, commits, labels, policies, webhooks and all that depends on it. Needs the
 * right to own the module, and to own what the other owner has. `already_exists` when that owner has a module of the name.
 */
export async function transferModule(
  context: ServiceContext,
  caller: Caller,
  ref: ModuleRef,
  to: OwnerRef,
): Promise<ModuleRecord> {
  const principal = requireSignedIn(caller)
  const module = await resolveModule(context, principal, ref)
  requireRight(principal, 'own', module)
  const owner = await resolveOwner(context, to)
  requireRight(principal, 'own', { ownerId: owner.id, ownerName: owner.name })
  requireFresh(principal, context.now())
  return recordChange(
    context,
    (store) => store.transferModule(module.id, owner.id, context.now()),
    (transferred) => ({
      action: 'module.transferred',
      actor: principal,
      target: resourceTarget('module', transferred),
      details: { previousOwner: module.ownerName },
    }),
  )
}
