import { requireVisible } from '../auth/access.ts'
import type { Caller } from '../auth/principal.ts'
import type { ModuleRecord } from '../storage/records.ts'
import { describeRef, type ModuleRef } from './refs.ts'
import type { ServiceContext } from './service-context.ts'

/** The module that is meant, if the caller may see it; `not_found` or `unauthenticated` otherwise. */
export async function resolveModule(
  { store }: Pick<ServiceContext, 'store'>,
  caller: Caller,
  ref: ModuleRef,
): Promise<ModuleRecord> {
  const found = 'id' in ref ? await store.findModuleById(ref.id) : await store.findModuleByName(ref.owner, ref.module)
  return requireVisible(caller, found, describeRef(ref))
}

/** `resolveModule` for many, in their order. */
export async function resolveModules(
  context: Pick<ServiceContext, 'store'>,
  caller: Caller,
  refs: readonly ModuleRef[],
): Promise<ModuleRecord[]> {
  const modules: ModuleRecord[] = []
  for (const ref of refs) modules.push(await resolveModule(context, caller, ref))
  return modules
}
