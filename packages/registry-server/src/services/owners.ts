import { requireScope } from '../auth/access.ts'
import type { Caller } from '../auth/principal.ts'
import { RegistryError } from '../registry-error.ts'
import type { Page } from '../storage/page.ts'
import type { OwnerRecord } from '../storage/records.ts'
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

/** The user behind the token. */
export async function getCurrentUser(context: Pick<ServiceContext, 'store'>, caller: Caller): Promise<OwnerRecord> {
  return resolveOwner(context, { id: requireScope(caller, 'read').userId }, 'user')
}

/** Needs a token: who uses a registry is nobody else's business. */
export async function listOwners(
  context: ServiceContext,
  caller: Caller,
  kind: OwnerRecord['kind'],
  page: PageParameters,
): Promise<Page<OwnerRecord>> {
  requireScope(caller, 'read')
  return context.store.listOwners({ kind }, toPageRequest(page))
}

/** Creates organizations, all or nothing. Needs the scope admin. */
export async function createOrganizations(
  context: ServiceContext,
  caller: Caller,
  organizations: readonly { name: string; description: string; url: string }[],
): Promise<OwnerRecord[]> {
  requireScope(caller, 'admin')
  for (const { name, description, url } of organizations) {
    assertFields({ ownerName: name, description, url })
  }
  const values = organizations.map((organization) => ({ ...organization, id: context.newId() }))
  return context.store.createOrganizations(values, context.now())
}

/** Changes organizations, all or nothing. Needs the scope admin. */
export async function updateOrganizations(
  context: ServiceContext,
  caller: Caller,
  updates: readonly { ref: OwnerRef; description: string | undefined; url: string | undefined }[],
): Promise<OwnerRecord[]> {
  requireScope(caller, 'admin')
  const changes = []
  for (const { ref, description, url } of updates) {
    const { id } = await resolveOwner(context, ref, 'organization')
    assertFields({ description, url })
    changes.push({
      id,
      ...(description === undefined ? {} : { description }),
      ...(url === undefined ? {} : { url }),
    })
  }
  return context.store.updateOrganizations(changes, context.now())
}

/** Deletes organizations that own nothing, all or nothing. Needs the scope admin. */
export async function deleteOrganizations(
  context: ServiceContext,
  caller: Caller,
  refs: readonly OwnerRef[],
): Promise<void> {
  requireScope(caller, 'admin')
  const organizations = await resolveOwners(context, refs, 'organization')
  await context.store.deleteOrganizations(organizations.map(({ id }) => id))
}
