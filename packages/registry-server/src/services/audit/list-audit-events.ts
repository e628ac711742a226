import { AUDIT_ACTIONS, isAuditAction } from '../../audit/audit-actions.ts'
import { requireRight } from '../../auth/access.ts'
import type { Caller } from '../../auth/principal.ts'
import { REGISTRY } from '../../auth/rights.ts'
import { RegistryError } from '../../registry-error.ts'
import type { AuditEventRecord } from '../../storage/audit-store.ts'
import type { Page } from '../../storage/page.ts'
import { type PageParameters, toPageRequest } from '../page-token.ts'
import type { ServiceContext } from '../service-context.ts'

/** What events are asked for; what is undefined or empty matches everything. */
export interface AuditQuery {
  readonly actorId: string
  readonly action: string
  readonly targetId: string
  readonly fromMs: number | undefined
  readonly toMs: number | undefined
}

/** Events of the audit log, by time; for administrators of the registry. */
export async function listAuditEvents(
  context: Pick<ServiceContext, 'store'>,
  caller: Caller,
  query: AuditQuery,
  page: PageParameters,
): Promise<Page<AuditEventRecord>> {
  requireRight(caller, 'own', REGISTRY)
  const { actorId, action, targetId, fromMs, toMs } = query
  if (action !== '' && !isAuditAction(action)) {
    const known = Object.keys(AUDIT_ACTIONS).join(', ')
    throw new RegistryError('invalid_argument', `no event is called by this action; there are ${known}`)
  }
  const filter = {
    actorId: actorId || undefined,
    action: action === '' ? undefined : action,
    targetId: targetId || undefined,
    fromMs,
    toMs,
  }
  return context.store.listAuditEvents(filter, toPageRequest(page))
}
