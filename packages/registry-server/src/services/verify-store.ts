import { b4OfManifest, b5OfManifest, digestHex, parseManifest } from '../manifest.ts'
import { RegistryError } from '../registry-error.ts'
import type { CommitRecord } from '../storage/records.ts'
import type { ServiceContext } from './service-context.ts'
import { verifyIndexes } from './verify-indexes.ts'

/** Commits that are looked at in one go. */
const PAGE = 200

export interface StoreVerdict {
  readonly commits: number
  readonly blobs: number
  /** One line for each thing that is wrong. */
  readonly problems: readonly string[]
}

/**
 * Reads everything that is stored and recomputes every digest: each commit's manifest and files are there, and they and
 * its dependencies give the digests that were promised to clients. Then the indexes, unless something was wrong.
 */
export async function verifyStore(
  context: Pick<ServiceContext, 'store' | 'blobs' | 'surveyor'>,
): Promise<StoreVerdict> {
  const problems: string[] = []
  const sound = new Set<string>()
  let commits = 0
  for (let after = ''; ; ) {
    const ids = await context.store.listCommitIds(after, PAGE)
    for (const id of ids) {
      commits++
      const commit = await context.store.findCommit(id)
      if (commit !== undefined) await verifyCommit(context, commit, sound, problems)
    }
    const last = ids.at(-1)
    if (last === undefined) break
    after = last
  }
  commits += await verifyArtifacts(context, sound, problems)
  // What is derived from damaged files cannot be compared with them.
  if (problems.length === 0) problems.push(...(await verifyIndexes(context)))
  return { commits, blobs: sound.size, problems }
}

/** Plugins and policies: the digest that was promised is the key of the blob. */
async function verifyArtifacts(
  context: Pick<ServiceContext, 'store' | 'blobs'>,
  sound: Set<string>,
  problems: string[],
): Promise<number> {
  let commits = 0
  for (let after = ''; ; ) {
    const some = await context.store.listArtifactCommitsAfter(after, PAGE)
    for (const { id, kind, digest } of some) {
      commits++
      if (!sound.has(digest)) {
        await readSound(context, digest, sound, (problem) => problems.push(`${kind} commit ${id}: ${problem}`))
      }
    }
    const last = some.at(-1)
    if (last === undefined) return commits
    after = last.id
  }
}

async function verifyCommit(
  context: Pick<ServiceContext, 'store' | 'blobs'>,
  commit: CommitRecord,
  sound: Set<string>,
  problems: string[],
): Promise<void> {
  const report = (problem: string) => problems.push(`commit ${commit.id}: ${problem}`)
  const manifest = await readSound(context, commit.filesDigest, sound, report)
  if (manifest === undefined) return
  const text = Buffer.from(manifest).toString('utf8')
  for (const [path, key] of parseManifest(text)) {
    if (!sound.has(key)) await readSound(context, key, sound, (problem) => report(`${path}: ${problem}`))
  }
  const dependencies = await context.store.listDependencies(commit.id)
  const b5 = b5OfManifest(
    commit.filesDigest,
    dependencies.map((dependency) => dependency.b5),
  )
  if (b5 !== commit.b5) report('its files and dependencies do not give its b5 digest')
  if (b4OfManifest(text, { bufYaml: commit.v1BufYaml, bufLock: commit.v1BufLock }) !== commit.b4) {
    report('its files do not give its b4 digest')
  }
}

async function readSound(
  { blobs }: Pick<ServiceContext, 'blobs'>,
  key: string,
  sound: Set<string>,
  report: (problem: string) => void,
): Promise<Uint8Array | undefined> {
  try {
    const bytes = await blobs.get(key)
    if (digestHex(bytes) === key) {
      sound.add(key)
      return bytes
    }
    report(`the blob ${key} is damaged`)
  } catch (error) {
    if (!(error instanceof RegistryError)) throw error
    report(error.message)
  }
  return undefined
}
