import { canSee } from '../../auth/access.ts'
import type { Caller } from '../../auth/principal.ts'
import { MAX_DETAIL_ENTRIES, MAX_TEXT_CHARS } from '../../limits.ts'
import { RegistryError } from '../../registry-error.ts'
import type { ModuleRef } from '../refs.ts'
import { resolveModule } from '../resolve-module.ts'
import type { ServiceContext } from '../service-context.ts'
import { type AffectedDependant, findAffectedDependants } from './affected-dependants.ts'

/** Who of those that the caller may see is affected when symbols of a module break. */
export async function listAffectedDependants(
  context: ServiceContext,
  caller: Caller,
  ref: ModuleRef,
  symbols: readonly string[],
): Promise<AffectedDependant[]> {
  if (symbols.length > MAX_DETAIL_ENTRIES) {
    throw new RegistryError('invalid_argument', `a request names at most ${MAX_DETAIL_ENTRIES} symbols`)
  }
  if (symbols.some((symbol) => symbol.length > MAX_TEXT_CHARS)) {
    throw new RegistryError('invalid_argument', `a symbol has at most ${MAX_TEXT_CHARS} characters`)
  }
  const module = await resolveModule(context, caller, ref)
  return findAffectedDependants(context, module.id, symbols, (dependant) => canSee(caller, dependant))
}
