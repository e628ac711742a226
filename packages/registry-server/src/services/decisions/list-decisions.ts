import { requireScope } from '../../auth/access.ts'
import type { Caller } from '../../auth/principal.ts'
import type { Page } from '../../storage/page.ts'
import type { DecisionRecord } from '../../storage/symbol-store.ts'
import { type PageParameters, toPageRequest } from '../page-token.ts'
import type { ModuleRef } from '../refs.ts'
import { resolveModule } from '../resolve-module.ts'
import type { ServiceContext } from '../service-context.ts'

/** What was decided about a module, or about one commit of it; about all modules for the scope admin. */
export async function listDecisions(
  context: ServiceContext,
  caller: Caller,
  filter: { readonly module: ModuleRef | undefined; readonly commitId: string | undefined },
  page: PageParameters,
): Promise<Page<DecisionRecord>> {
  const principal = requireScope(caller, filter.module === undefined ? 'admin' : 'read')
  const moduleId = filter.module && (await resolveModule(context, principal, filter.module)).id
  return context.store.listDecisions({ moduleId, commitId: filter.commitId }, toPageRequest(page))
}
