import { describeReuses, findReused, listUses, type Reuse } from '@wireproof/diff-engine'
import type { Version } from '../history/version.ts'
import type { CompiledModule } from '../inputs/compiled-input.ts'
import { type ReportedFinding, reportFinding } from '../output/reported-finding.ts'
import { checkPolicyOf, type PolicyOptions } from './check-policy.ts'
import type { Sides } from './compile-sides.ts'

/**
 * The numbers and names that the new side uses again for something else, given up somewhere in the history before `prev`.
 * Modules of a workspace share one history, so a message may move between them. The old versions that are needed to show
 * it are compiled again, one at a time. None without a history; unsorted. Rejects with a Failure.
 */
export async function findReuses({ prev, next, history }: Sides, options: PolicyOptions): Promise<ReportedFinding[]> {
  if (history === undefined) return []
  const head = prev.image === undefined ? [] : listUses(prev.image)
  const byVersion = new Map<Version, { module: CompiledModule; reuses: Reuse<Version>[] }[]>()
  for (const module of next.modules) {
    const reuses = findReused(history.uses, head, listUses(module.image))
    for (const version of new Set(reuses.map(({ last }) => last.version))) {
      const ofVersion = reuses.filter(({ last }) => last.version === version)
      byVersion.set(version, [...(byVersion.get(version) ?? []), { module, reuses: ofVersion }])
    }
  }
  const findings: ReportedFinding[] = []
  for (const [version, groups] of byVersion) {
    const old = await history.compile(version)
    if (old.image === undefined) continue
    for (const { module, reuses } of groups) {
      const policy = checkPolicyOf(module, options)
      const context = { old: old.image, oldName: version.name, next: module.image, policy }
      findings.push(...describeReuses(reuses, context).map((finding) => reportFinding(finding, next.show, old.show)))
    }
  }
  return findings
}
