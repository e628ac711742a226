import { requireRight, requireSignedIn } from '../../auth/access.ts'
import type { Caller } from '../../auth/principal.ts'
import { REGISTRY } from '../../auth/rights.ts'
import type { Page } from '../../storage/page.ts'
import type { DecisionRecord } from '../../storage/symbol-store.ts'
import { type PageParameters, toPageRequest } from '../page-token.ts'
import type { ModuleRef } from '../refs.ts'
import { resolveModule } from '../resolve-module.ts'
import type { ServiceContext } from '../service-context.ts'

/** What was decided about a module, or about one commit of it; about all modules for an administrator. */
export async function listDecisions(
  context: ServiceContext,
  caller: Caller,
  filter: { readonly module: ModuleRef | undefined; readonly commitId: string | undefined },
  page: PageParameters,
): Promise<Page<DecisionRecord>> {
  const principal = filter.module === undefined ? requireRight(caller, 'own', REGISTRY) : requireSignedIn(caller)
  const moduleId = filter.module && (await resolveModule(context, principal, filter.module)).id
  return context.store.listDecisions({ moduleId, commitId: filter.commitId }, toPageRequest(page))
}
