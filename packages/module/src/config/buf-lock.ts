import type { PolicyVersion } from '@wireproof/diff-engine'
import { type Digest, parseDigest } from '../digest.ts'
import type { LockedDependency } from '../pinned-dependency.ts'
import { formatModuleName, isCommitId, type ModuleName, parseModuleName } from '../reference.ts'
import { readReference, readVersion } from './buf-yaml.ts'
import type { ConfigDocument, ConfigNode } from './config-document.ts'

/** `branch` and `create_time` are in files of early versions and mean nothing any more. */
const V1_DEP_KEYS = ['remote', 'owner', 'repository', 'commit', 'digest', 'branch', 'create_time'] as const
const V2_DEP_KEYS = ['name', 'commit', 'digest'] as const

/** How a file of the wrong version is brought up to date. */
const UPDATE_HINT = 'run "buf dep update" to write it anew'

/**
 * Reads a buf.lock, which is v2 beside a v2 buf.yaml and older beside an older one.
 * Source: observed behaviour of buf 1.75; a file without any content counts as one without dependencies.
 */
export function readBufLock(document: ConfigDocument, configVersion: PolicyVersion): LockedDependency[] {
  const { root } = document
  if (root === undefined) return []
  // Files that buf writes have a version; the oldest ones may lack it.
  const isOfKnownVersion = !root.isMapping() || root.find('version') !== undefined
  const isV2Config = configVersion === 'v2'
  const version = isOfKnownVersion ? readVersion(document, ['v1beta1', 'v1', 'v2']) : 'v1beta1'
  if (version === undefined) return []
  if ((version === 'v2') !== isV2Config) {
    root.report(`the lock file has version ${version}, but buf.yaml has ${configVersion}; ${UPDATE_HINT}`)
    return []
  }
  const entries = root.entries(isV2Config ? ['version', 'deps', 'plugins', 'policies'] : ['version', 'deps'])
  const read = isV2Config ? readV2Dependency : readV1Dependency
  const found = new Map<string, LockedDependency>()
  for (const node of entries.get('deps')?.elements() ?? []) {
    const dependency = read(node)
    if (dependency === undefined) continue
    const name = formatModuleName(dependency.name)
    if (found.has(name)) node.report(`"${name}" is locked twice; ${UPDATE_HINT}`)
    found.set(name, dependency)
  }
  return [...found.values()]
}

function readV1Dependency(node: ConfigNode): LockedDependency | undefined {
  const entries = node.entries(V1_DEP_KEYS)
  const parts = ['remote', 'owner', 'repository'].map((key) => requireText(node, entries, key))
  if (parts.includes(undefined)) return undefined
  const name = readReference(node, () => parseModuleName(parts.join('/')))
  // Digests of two early kinds are not checked by anybody any more.
  const digest = parseDigest(entries.get('digest')?.text() ?? '')
  if (digest?.type === 'b5')
    entries.get('digest')?.report(`a b5 digest does not belong in this version; ${UPDATE_HINT}`)
  return withCommit(node, entries, name, digest)
}

function readV2Dependency(node: ConfigNode): LockedDependency | undefined {
  const entries = node.entries(V2_DEP_KEYS)
  const nameText = requireText(node, entries, 'name')
  const name = nameText === undefined ? undefined : readReference(entries.get('name')!, () => parseModuleName(nameText))
  const digestText = requireText(node, entries, 'digest')
  const digest = digestText === undefined ? undefined : parseDigest(digestText)
  if (digestText !== undefined && digest?.type !== 'b5') {
    entries.get('digest')?.report(`"${digestText}" is no b5 digest; ${UPDATE_HINT}`)
  }
  return withCommit(node, entries, name, digest)
}

function withCommit(
  node: ConfigNode,
  entries: ReadonlyMap<string, ConfigNode>,
  name: ModuleName | undefined,
  digest: Digest | undefined,
): LockedDependency | undefined {
  const commit = requireText(node, entries, 'commit')
  if (commit === undefined || name === undefined) return undefined
  if (!isCommitId(commit)) {
    entries.get('commit')?.report(`"${commit}" is no commit id (32 hex digits); ${UPDATE_HINT}`)
    return undefined
  }
  return { name, commit, digest }
}

function requireText(node: ConfigNode, entries: ReadonlyMap<string, ConfigNode>, key: string): string | undefined {
  const entry = entries.get(key)
  if (entry === undefined) node.report(`a locked dependency lacks "${key}"; ${UPDATE_HINT}`)
  return entry?.text()
}
