import { ownerTarget } from '../audit/audit-targets.ts'
import { recordChange } from '../audit/record-event.ts'
import { requireRight, requireSignedIn } from '../auth/access.ts'
import type { Caller } from '../auth/principal.ts'
import { REGISTRY } from '../auth/rights.ts'
import { RegistryError } from '../registry-error.ts'
import type { Page } from '../storage/page.ts'
import type { OwnerRecord } from '../storage/records.ts'
import type { OrganizationChange } from '../storage/store.ts'
import { assertFields } from './assert-fields.ts'
import { type PageParameters, toPageRequest } from './page-token.ts'
import { describeRef, type OwnerRef } from './refs.ts'
import type { ServiceContext } from './service-context.ts'

/** The owner that is meant; `not_found` otherwise. Owners are no secret: their names are parts of public names. */
export async function resolveOwner(
  { store }: Pick<ServiceContext, 'store'>,
  ref: OwnerRef,
  kind?: OwnerRecord['kind'],
): Promise<OwnerRecord> {
  const found = 'id' in ref ? await store.findOwnerById(ref.id) : await store.findOwnerByName(ref.name)
  if (found === undefined || (kind !== undefined && found.kind !== kind)) {
    throw new RegistryError('not_found', `the ${kind ?? 'owner'} ${describeRef(ref)} does not exist`)
  }
  return found
}

/** `resolveOwner` for many, in their order. */
export async function resolveOwners(
  context: Pick<ServiceContext, 'store'>,
  refs: readonly OwnerRef[],
  kind?: OwnerRecord['kind'],
): Promise<OwnerRecord[]> {
  const owners: OwnerRecord[] = []
  for (const ref of refs) owners.push(await resolveOwner(context, ref, kind))
  return owners
}

/** The user behind the credential. */
export async function getCurrentUser(context: Pick<ServiceContext, 'store'>, caller: Caller): Promise<OwnerRecord> {
  return resolveOwner(context, { id: requireSignedIn(caller).userId }, 'user')
}

/** Needs a credential: who uses a registry is nobody else's business. */
export async function listOwners(
  context: ServiceContext,
  caller: Caller,
  kind: OwnerRecord['kind'],
  page: PageParameters,
): Promise<Page<OwnerRecord>> {
  requireSignedIn(caller)
  return context.store.listOwners({ kind }, toPageRequest(page))
}

/** Creates organizations, all or nothing, of which the caller becomes an owner. For administrators of the registry. */
export async function createOrganizations(
  context: ServiceContext,
  caller: Caller,
  organizations: readonly { name: string; description: string; url: string }[],
): Promise<OwnerRecord[]> {
  const principal = requireRight(caller, 'own', REGISTRY)
  for (const { name, description, url } of organizations) {
    assertFields({ ownerName: name, description, url })
  }
  const values = organizations.map(({ name, description, url }) => ({
    id: context.newId(),
    name,
    description,
    url,
    firstMemberId: principal.userId,
  }))
  return recordChange(
    context,
    (store) => store.createOrganizations(values, context.now()),
    (created) => created.map((owner) => ({ action: 'owner.created', actor: principal, target: targetOf(owner) })),
  )
}

/** Changes organizations, all or nothing. Needs the right to own them. */
export async function updateOrganizations(
  context: ServiceContext,
  caller: Caller,
  updates: readonly { ref: OwnerRef; description: string | undefined; url: string | undefined }[],
): Promise<OwnerRecord[]> {
  const principal = requireSignedIn(caller)
  const changes: OrganizationChange[] = []
  for (const { ref, description, url } of updates) {
    const { id, name } = await resolveOwner(context, ref, 'organization')
    requireRight(principal, 'own', { ownerId: id, ownerName: name })
    assertFields({ description, url })
    changes.push({
      id,
      ...(description === undefined ? {} : { description }),
      ...(url === undefined ? {} : { url }),
    })
  }
  return recordChange(
    context,
    (store) => store.updateOrganizations(changes, context.now()),
    (updated) => updated.map((owner) => ({ action: 'owner.changed', actor: principal, target: targetOf(owner) })),
  )
}

/** Deletes organizations that own nothing, all or nothing. Needs the right to own them. */
export async function deleteOrganizations(
  context: ServiceContext,
  caller: Caller,
  refs: readonly OwnerRef[],
): Promise<void> {
  const principal = requireSignedIn(caller)
  const organizations = await resolveOwners(context, refs, 'organization')
  for (const { id, name } of organizations) requireRight(principal, 'own', { ownerId: id, ownerName: name })
  await recordChange(
    context,
    (store) => store.deleteOrganizations(organizations.map(({ id }) => id)),
    () => organizations.map((owner) => ({ action: 'owner.deleted', actor: principal, target: targetOf(owner) })),
  )
}

function targetOf({ id, name }: OwnerRecord): ReturnType<typeof ownerTarget> {
  return ownerTarget({ ownerId: id, ownerName: name })
}
