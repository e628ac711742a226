import { formatModuleName, type ModuleName } from '@wireproof/module'
import { moduleV1 } from '@wireproof/registry-api'
import type { Registry } from '../registry/registry.ts'
import { RegistryFailure } from '../registry/registry-failure.ts'

export type Visibility = 'public' | 'private'

/**
 * Makes sure that a module exists before it is pushed to; with `create` it is made, and so is its owner, as an
 * organization. Rejects with a Failure.
 */
export async function ensureModule(
  registry: Registry,
  name: ModuleName,
  options: { readonly create: boolean; readonly visibility: Visibility },
): Promise<void> {
  if (await hasModule(registry, name, options.create)) return
  if (await createModule(registry, name, options.visibility)) return
  await unlessIs('already_exists', () =>
    registry.ask((client) => client.organizations.createOrganizations({ values: [{ name: name.owner }] })),
  )
  await createModule(registry, name, options.visibility)
}

async function hasModule(registry: Registry, name: ModuleName, mayCreate: boolean): Promise<boolean> {
  const { owner, module } = name
  try {
    await registry.ask((client) =>
      client.modules.getModules({ moduleRefs: [{ value: { case: 'name', value: { owner, module } } }] }),
    )
    return true
  } catch (error) {
    if (!(error instanceof RegistryFailure) || error.code !== 'not_found') throw error
    if (mayCreate) return false
    throw new RegistryFailure(
      error.code,
      `${formatModuleName(name)} is not on the registry; push with --create to make it`,
      error.cause,
    )
  }
}

/** False when the owner does not exist. A module that somebody else made meanwhile is as good. */
async function createModule(
  registry: Registry,
  { owner, module }: ModuleName,
  visibility: Visibility,
): Promise<boolean> {
  const value = {
    ownerRef: { value: { case: 'name' as const, value: owner } },
    name: module,
    visibility: visibility === 'public' ? moduleV1.ModuleVisibility.PUBLIC : moduleV1.ModuleVisibility.PRIVATE,
  }
  let isMade = true
  await unlessIs('already_exists', () =>
    unlessIs(
      'not_found',
      () => registry.ask((client) => client.modules.createModules({ values: [value] })),
      () => {
        isMade = false
      },
    ),
  )
  return isMade
}

async function unlessIs(
  code: RegistryFailure['code'],
  call: () => Promise<unknown>,
  otherwise: () => void = () => {},
): Promise<void> {
  try {
    await call()
  } catch (error) {
    if (!(error instanceof RegistryFailure) || error.code !== code) throw error
    otherwise()
  }
}
