import { type Reuse, type Use, UseHistory } from '@wireproof/diff-engine'

/** A number and name that a label had once, and the commit that had it last. */
export interface RetiredUse {
  readonly commitId: string
  readonly use: Use
}

/** The uses of one version that the next one does not have as they were, as rows for the store. */
export function retiredRows(prev: readonly Use[], next: readonly Use[]): string {
  const kept = new Set(next.map(rowOf))
  const rows = [...new Set(prev.map(rowOf))].filter((row) => !kept.has(row))
  return `[${rows.join()}]`
}

function rowOf({ kind, symbol, number, name, jsonName, type }: Use): string {
  return JSON.stringify([kind, symbol, number, name, jsonName, type])
}

/** The history that the engine looks for reuses in. `retired` is in the order of versions, oldest first. */
export function toHistory(retired: readonly RetiredUse[]): UseHistory<string> {
  const history = new UseHistory<string>()
  for (let start = 0; start < retired.length; ) {
    const { commitId } = retired[start] as RetiredUse
    let end = start
    while (retired[end]?.commitId === commitId) end++
    history.add(
      commitId,
      retired.slice(start, end).map(({ use }) => use),
    )
    start = end
  }
  return history
}

/** Reuses by the commit that had the number or name last. */
export function byLastCommit(reuses: readonly Reuse<string>[]): Map<string, Reuse<string>[]> {
  const groups = new Map<string, Reuse<string>[]>()
  for (const reuse of reuses) {
    const group = groups.get(reuse.last.version)
    if (group === undefined) groups.set(reuse.last.version, [reuse])
    else group.push(reuse)
  }
  return groups
}
