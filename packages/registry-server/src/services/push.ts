import { buildV1Config, type FileSet, type PinnedDependency } from '@wireproof/module'
import { recordChange } from '../audit/record-event.ts'
import { requireSignedIn } from '../auth/access.ts'
import type { Caller, Principal } from '../auth/principal.ts'
import { MAX_DETAIL_ENTRIES, MAX_PUBLISH_ATTEMPTS } from '../limits.ts'
import { b4OfManifest, parseManifest } from '../manifest.ts'
import { RegistryError } from '../registry-error.ts'
import type { CommitRecord } from '../storage/records.ts'
import type { LabelMove, NewCommit } from '../storage/store.ts'
import { HEAD_SYMBOLS_VERSION } from '../symbols/head-symbols.ts'
import type { CheckedContent, JobDependency } from '../workers/push-check.ts'
import { assertAcceptable } from './assert-acceptable.ts'
import { buildMove } from './build-move.ts'
import { judgeReuses } from './judge-reuses.ts'
import { type PlannedMoves, planMoves, toJobContent, toJobDependency } from './label-moves.ts'
import { type LabelVerdict, labelVerdicts } from './label-verdicts.ts'
import { type PreparedContent, type PushContent, preparePush } from './prepare-push.ts'
import { publishedEvents } from './published-events.ts'
import { type PushDependency, resolvePushDependencies } from './push-dependencies.ts'
import { readDependencies } from './read-files.ts'
import { refuseBlocked, refuseTaken } from './refuse-moves.ts'
import type { ServiceContext } from './service-context.ts'

export interface PushRequest {
  readonly contents: readonly PushContent[]
  /** Ids of the commits that contents may depend on. */
  readonly dependencyIds: readonly string[]
}

interface Push {
  readonly principal: Principal
  readonly contents: readonly PreparedContent[]
  readonly dependencies: readonly PushDependency[]
}

/** What comes of a push that is accepted. */
export interface PushResult {
  /** In the order of the contents. */
  readonly commits: readonly CommitRecord[]
  /** What the policy says to the moves of the labels; nothing that blocks. */
  readonly verdicts: readonly LabelVerdict[]
}

/**
 * Stores a version of each module and moves its labels, all or nothing; needs the right to push to each. The same content
 * again gives the commit that is there.
 *
 * Everything is compiled and compared with the heads of the labels first. If a head or a policy changes meanwhile, the
 * push is checked anew against what is there then; `aborted` when that happens too often.
 */
export async function push(
  context: ServiceContext,
  caller: Caller,
  request: PushRequest,
  signal: AbortSignal,
): Promise<PushResult> {
  const principal = requireSignedIn(caller)
  const contents = await preparePush(context, principal, request.contents)
  for (let attempt = 0; attempt < MAX_PUBLISH_ATTEMPTS; attempt++) {
    const pushed = new Set(contents.map(({ module }) => module.id))
    const dependencies = await resolvePushDependencies(context, principal, request.dependencyIds, pushed)
    const result = await tryPush(context, { principal, contents, dependencies }, signal)
    if (result !== undefined) return result
    for (const content of contents) {
      if ((await context.store.findModuleById(content.module.id)) === undefined) {
        throw new RegistryError('not_found', `${content.fullName} was deleted while it was pushed to`)
      }
    }
  }
  throw new RegistryError('aborted', 'others keep pushing to the same labels; nothing was stored. Push again')
}

/** Undefined: something moved meanwhile, and nothing was stored. */
async function tryPush(context: ServiceContext, push: Push, signal: AbortSignal): Promise<PushResult | undefined> {
  const planned = new Map<string, PlannedMoves>()
  for (const { fullName, module, labelNames } of push.contents) {
    planned.set(fullName, await planMoves(context, module, labelNames, signal))
  }
  const headDependencies = new Map<string, JobDependency>()
  const contents = []
  for (const { fullName, files } of push.contents) {
    const moves = planned.get(fullName) as PlannedMoves
    contents.push(await toJobContent(context, fullName, files, moves, headDependencies))
  }
  const dependencies = []
  for (const { commit } of push.dependencies) dependencies.push(await toJobDependency(context, commit))

  const verdict = await context.checker.check(
    { contents, dependencies, headDependencies: [...headDependencies.values()], maxEntries: MAX_DETAIL_ENTRIES },
    signal,
  )
  const names = new Map(
    push.dependencies.map(({ commit, module }) => [
      commit.id,
      `${module.ownerName}/${module.name} (commit ${commit.id})`,
    ]),
  )
  const checked = assertAcceptable(verdict, planned, (key) => names.get(key) ?? key)
  const filesOf = (key: string) => readPushed(context, push, checked, key)
  const verdicts = await judgeReuses(context, labelVerdicts(checked, planned), filesOf, signal)
  await refuseBlocked(context, push.principal, verdicts)
  signal.throwIfAborted()
  return store(context, push, checked, verdicts)
}

/** A content and what it depends on: other contents, and commits. */
async function readPushed(
  context: ServiceContext,
  push: Push,
  checked: readonly CheckedContent[],
  key: string,
): Promise<{ files: FileSet; dependencies: FileSet[] }> {
  const pushed = new Map(push.contents.map(({ fullName, files }) => [fullName, files]))
  const keys = checked.find((one) => one.key === key)?.dependencyKeys ?? []
  const commits = push.dependencies.map(({ commit }) => commit).filter(({ id }) => keys.includes(id))
  const together = keys.map((dependency) => pushed.get(dependency)).filter((files) => files !== undefined)
  return {
    files: pushed.get(key) as FileSet,
    dependencies: [...together, ...(await readDependencies(context, commits))],
  }
}

async function store(
  context: ServiceContext,
  push: Push,
  checked: readonly CheckedContent[],
  verdicts: readonly LabelVerdict[],
): Promise<PushResult | undefined> {
  const pins = new Map(push.dependencies.map((dependency) => [dependency.commit.id, pinOf(context, dependency)]))
  const modules = new Map(push.contents.map(({ module }) => [module.id, module]))
  const commits: NewCommit[] = []
  const labelMoves: LabelMove[] = []
  for (const verdict of checked) {
    const content = push.contents.find(({ fullName }) => fullName === verdict.key) as PreparedContent
    const known = await context.store.findCommitByDigest(content.module.id, verdict.b5)
    const commit = known ?? buildCommit(context, content, verdict, pins)
    if (known === undefined) commits.push(commit as NewCommit)
    pins.set(verdict.key, pinOf(context, { commit, module: content.module }))
    const own = verdicts.filter(({ checked: { key } }) => key === verdict.key)
    labelMoves.push(...own.map((one) => buildMove(context, push.principal, one, commit.id)))
  }
  await storeBlobs(context, push, checked)
  const outcome = await recordChange(
    context,
    (step) =>
      step.publish({
        commits,
        labelMoves,
        userId: push.principal.userId,
        nowMs: context.now(),
        symbolsVersion: HEAD_SYMBOLS_VERSION,
      }),
    (result) => (result === 'published' ? publishedEvents(push.principal, modules, commits, labelMoves) : []),
  )
  if (outcome === 'conflict') return undefined
  if (outcome !== 'published') throw await refuseTaken(context, push.principal, verdicts, outcome)
  const stored: CommitRecord[] = []
  for (const { fullName } of push.contents) {
    const commit = await context.store.findCommit((pins.get(fullName) as PinnedDependency).commit)
    if (commit === undefined) throw new RegistryError('not_found', `${fullName} was deleted while it was pushed to`)
    stored.push(commit)
  }
  return { commits: stored, verdicts }
}

function buildCommit(
  context: ServiceContext,
  content: PreparedContent,
  checked: CheckedContent,
  pins: ReadonlyMap<string, PinnedDependency>,
): NewCommit {
  const { module } = content
  const dependencies = checked.dependencyKeys.map((key) => pins.get(key) as PinnedDependency)
  const name = { registry: context.registryHost, owner: module.ownerName, module: module.name }
  const { bufYaml, bufLock } = buildV1Config(name, dependencies)
  return {
    id: context.newId(),
    moduleId: module.id,
    filesDigest: checked.filesDigest,
    b5: checked.b5,
    b4: b4OfManifest(checked.manifest, { bufYaml, bufLock }),
    v1BufYaml: bufYaml,
    v1BufLock: bufLock,
    sourceControlUrl: content.sourceControlUrl,
    dependencyIds: dependencies.map(({ commit }) => commit),
  }
}

/** A commit as a lock file names it. */
function pinOf(
  { registryHost }: ServiceContext,
  { commit, module }: { commit: Pick<CommitRecord, 'id' | 'b4'>; module: PushDependency['module'] },
): PinnedDependency {
  return {
    name: { registry: registryHost, owner: module.ownerName, module: module.name },
    commit: commit.id,
    digest: { type: 'b4', value: Buffer.from(commit.b4, 'hex') },
  }
}

/** Before the commit: a blob without a commit does no harm, the other way round would be a loss. */
async function storeBlobs({ blobs }: ServiceContext, push: Push, checked: readonly CheckedContent[]): Promise<void> {
  const entries = new Map<string, Uint8Array>()
  for (const { key, manifest, filesDigest } of checked) {
    const content = push.contents.find(({ fullName }) => fullName === key) as PreparedContent
    entries.set(filesDigest, Buffer.from(manifest))
    for (const [path, blobKey] of parseManifest(manifest)) entries.set(blobKey, content.files.get(path) as Uint8Array)
  }
  await blobs.putAll(entries)
}
