import { create } from '@bufbuild/protobuf'
import { type Digest, digestB5, type FileSet, formatDigest, isSameDigest, selectModuleFiles } from '@wireproof/module'
import { moduleV1 } from '@wireproof/registry-api'
import { EXIT_CODES } from '../exit-code.ts'
import { Failure } from '../failure.ts'
import { LONG_CALL_TIMEOUT_MS, type Registry } from './registry.ts'

/** The most that a registry takes in one request. Source: constraints of the buf.registry.module.v1 messages. */
const MAX_BATCH = 250

/** The commits that one commit is built with, itself included. */
export interface CommitGraph {
  readonly commits: ReadonlyMap<string, moduleV1.Commit>
  /** Ids of the commits that a commit depends on, directly or through others. */
  dependenciesOf(commitId: string): ReadonlySet<string>
}

/** Asks for the graph of one commit. Rejects with a Failure. */
export async function fetchGraph(registry: Registry, commitId: string): Promise<CommitGraph> {
  const { graph } = await registry.ask((client) =>
    client.graphs.getGraph({ resourceRefs: [{ value: { case: 'id', value: commitId } }] }),
  )
  const commits = new Map((graph?.commits ?? []).map((commit) => [commit.id, commit]))
  if (!commits.has(commitId)) throw badAnswer(registry, `a graph without the commit ${commitId}`)
  const edges = new Map<string, string[]>()
  for (const { fromNode, toNode } of graph?.edges ?? []) {
    const from = fromNode?.commitId ?? ''
    edges.set(from, [...(edges.get(from) ?? []), toNode?.commitId ?? ''])
  }
  return { commits, dependenciesOf: (id) => reachableFrom(id, edges) }
}

function reachableFrom(start: string, edges: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> {
  const found = new Set<string>()
  const open = [start]
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    for (const next of edges.get(id) ?? []) {
      if (found.has(next)) continue
      found.add(next)
      open.push(next)
    }
  }
  return found
}

/**
 * Downloads the files of commits and checks each against the digest that the registry states for it: what arrives is
 * what was pushed. The result is in the order of `commitIds`. Rejects with a Failure.
 */
export async function downloadCommits(registry: Registry, commitIds: readonly string[]): Promise<FileSet[]> {
  const sets: FileSet[] = []
  for (let start = 0; start < commitIds.length; start += MAX_BATCH) {
    const batch = commitIds.slice(start, start + MAX_BATCH)
    const [graphs, { contents }] = await Promise.all([
      Promise.all(batch.map((id) => fetchGraph(registry, id))),
      registry.ask((client) =>
        client.downloads.download(
          { values: batch.map((id) => ({ resourceRef: { value: { case: 'id' as const, value: id } } })) },
          { timeoutMs: LONG_CALL_TIMEOUT_MS },
        ),
      ),
    ])
    batch.forEach((id, index) => {
      const content = contents[index]
      if (content?.commit?.id !== id) throw badAnswer(registry, `other files than those of commit ${id}`)
      const files = new Map(content.files.map((file) => [file.path, file.content]))
      assertDigest(registry, id, files, graphs[index] as CommitGraph)
      sets.push(files)
    })
  }
  return sets
}

function assertDigest(registry: Registry, id: string, files: FileSet, graph: CommitGraph): void {
  const digestOf = (commitId: string) => toDigest(registry, commitId, graph.commits.get(commitId))
  const stated = digestOf(id)
  const actual = digestB5(selectModuleFiles(files), [...graph.dependenciesOf(id)].map(digestOf))
  if (isSameDigest(stated, actual)) return
  throw badAnswer(
    registry,
    `files of commit ${id} with the digest ${shorten(actual)} where ${shorten(stated)} is stated: ` +
      'they are damaged or forged',
  )
}

function shorten(digest: Digest): string {
  return `${formatDigest(digest).slice(0, 16)}…`
}

function toDigest(registry: Registry, id: string, commit: moduleV1.Commit | undefined): Digest {
  const { type, value } = commit?.digest ?? create(moduleV1.DigestSchema)
  if (type !== moduleV1.DigestType.B5) throw badAnswer(registry, `commit ${id} without a b5 digest`)
  return { type: 'b5', value }
}

function badAnswer(registry: Registry, what: string): Failure {
  return new Failure(
    EXIT_CODES.server,
    `${registry.host} answers with ${what}; tell who runs it, and do not use the answer`,
  )
}
