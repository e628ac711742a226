import { resourceTarget } from '../audit/audit-targets.ts'
import type { AuditEvent } from '../audit/record-event.ts'
import type { Principal } from '../auth/principal.ts'
import type { ModuleRecord } from '../storage/records.ts'
import type { LabelMove, NewCommit } from '../storage/store.ts'

/** What the audit log is told of a publication. Labels that stay where they were are not moved. */
export function publishedEvents(
  principal: Principal,
  modules: ReadonlyMap<string, ModuleRecord>,
  commits: readonly Pick<NewCommit, 'id' | 'moduleId'>[],
  labelMoves: readonly LabelMove[],
): AuditEvent[] {
  const targetOf = (moduleId: string) => resourceTarget('module', modules.get(moduleId) as ModuleRecord)
  const pushed = commits.map(({ id, moduleId }) => ({
    action: 'commit.pushed' as const,
    actor: principal,
    target: targetOf(moduleId),
    details: { commitId: id },
  }))
  const moved = labelMoves
    .filter(({ expectedHead, commitId }) => expectedHead !== commitId)
    .map(({ moduleId, labelName, commitId }) => ({
      action: 'label.moved' as const,
      actor: principal,
      target: targetOf(moduleId),
      details: { label: labelName, commitId },
    }))
  return [...pushed, ...moved]
}
