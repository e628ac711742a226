import { canSee, missing } from '../auth/access.ts'
import type { Caller } from '../auth/principal.ts'
import type { CommitRecord } from '../storage/records.ts'
import type { ResourceRef } from './refs.ts'
import { resolveCommit } from './resolve-resource.ts'
import type { ServiceContext } from './service-context.ts'

/** Ids: the first depends on the second. */
export type Edge = readonly [from: string, to: string]

export interface CommitGraph {
  readonly commits: readonly CommitRecord[]
  readonly edges: readonly Edge[]
}

/**
 * The commits that are meant and everything that they depend on, at most one commit for each module: one that was asked
 * for wins, then the newest. From a single commit exactly its pinned dependencies can be reached, from which clients
 * compute its digest: an edge leads to the commit of the module that is in this graph, whatever the dependency itself
 * was pinned to. Such edges could lead in a circle where two modules have depended on each other at different times; one
 * that would close a circle is left out, for clients take no other graphs.
 * Source: the registry protocol, section on GetGraph.
 */
export async function getGraph(
  context: Pick<ServiceContext, 'store'>,
  caller: Caller,
  refs: readonly ResourceRef[],
): Promise<CommitGraph> {
  const requested: CommitRecord[] = []
  for (const ref of refs) requested.push((await resolveCommit(context, caller, ref)).commit)

  const chosen = new Map<string, CommitRecord>()
  for (const commit of requested) chooseNewer(chosen, commit)
  const pinned = new Set(chosen.keys())
  const candidates = new Map<string, CommitRecord>()
  for (const commit of chosen.values()) {
    for (const dependency of await context.store.listDependencies(commit.id)) {
      if (!pinned.has(dependency.moduleId)) chooseNewer(candidates, dependency)
    }
  }
  for (const [moduleId, commit] of candidates) chosen.set(moduleId, commit)
  await assertVisible(context, caller, [...candidates.values()])

  const exact: Edge[] = []
  const moved: Edge[] = []
  for (const commit of chosen.values()) {
    for (const dependency of await context.store.listDependencies(commit.id)) {
      const target = chosen.get(dependency.moduleId)
      if (target === undefined || target.id === commit.id) continue
      const edges = target.id === dependency.id ? exact : moved
      edges.push([commit.id, target.id])
    }
  }
  return { commits: [...chosen.values()], edges: withoutCircles(exact, moved) }
}

function chooseNewer(chosen: Map<string, CommitRecord>, commit: CommitRecord): void {
  const known = chosen.get(commit.moduleId)
  if (known === undefined || known.createdAtMs < commit.createdAtMs) chosen.set(commit.moduleId, commit)
}

async function assertVisible(
  { store }: Pick<ServiceContext, 'store'>,
  caller: Caller,
  commits: readonly CommitRecord[],
): Promise<void> {
  for (const { moduleId } of commits) {
    const module = await store.findModuleById(moduleId)
    if (module === undefined || !canSee(caller, module)) throw missing(caller, 'one of the dependencies')
  }
}

/** `exact` edges have no circles: a commit can only depend on those that were there before. */
function withoutCircles(exact: readonly Edge[], moved: readonly Edge[]): Edge[] {
  const edges: Edge[] = []
  const targets = new Map<string, string[]>()
  const add = (edge: Edge) => {
    edges.push(edge)
    const [from, to] = edge
    const known = targets.get(from)
    if (known === undefined) targets.set(from, [to])
    else known.push(to)
  }
  for (const edge of exact) add(edge)
  for (const edge of moved) if (!isReachable(targets, edge[1], edge[0])) add(edge)
  return edges
}

function isReachable(targets: ReadonlyMap<string, readonly string[]>, from: string, to: string): boolean {
  const seen = new Set([from])
  for (const id of seen) {
    if (id === to) return true
    for (const target of targets.get(id) ?? []) seen.add(target)
  }
  return false
}
