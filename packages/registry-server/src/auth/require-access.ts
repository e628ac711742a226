import { requireScope, requireSignedIn } from './access.ts'
import type { AccessRule } from './access-table.ts'
import { requireFresh } from './fresh.ts'
import type { Caller } from './principal.ts'

/**
 * Refuses a caller whom a rule shuts out whatever is asked for: `unauthenticated` without a credential, where one is
 * needed; `permission_denied` when it holds the permission nowhere, or the person must prove again who they are.
 */
export function requireAccess(caller: Caller, rule: AccessRule, nowMs: number): void {
  if (rule.who === 'anyone') return
  const principal = rule.permission === 'none' ? requireSignedIn(caller) : requireScope(caller, rule.permission)
  if (rule.fresh) requireFresh(principal, nowMs)
}
