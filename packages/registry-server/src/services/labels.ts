import { resourceTarget } from '../audit/audit-targets.ts'
import { recordChange } from '../audit/record-event.ts'
import { missing, requireRight, requireSignedIn, requireVisible } from '../auth/access.ts'
import type { Caller } from '../auth/principal.ts'
import { RegistryError } from '../registry-error.ts'
import type { Page } from '../storage/page.ts'
import type { LabelHistoryEntry, LabelRecord, ModuleRecord } from '../storage/records.ts'
import { type PageParameters, toPageRequest } from './page-token.ts'
import { describeRef, type LabelRef, type ResourceRef } from './refs.ts'
import { resolveModule } from './resolve-module.ts'
import { resolveResource } from './resolve-resource.ts'
import type { ServiceContext } from './service-context.ts'

/** The label that is meant, if the caller may see its module. */
export async function resolveLabel(
  context: Pick<ServiceContext, 'store'>,
  caller: Caller,
  ref: LabelRef,
): Promise<LabelRecord> {
  const what = describeRef(ref)
  if ('id' in ref) {
    const label = await context.store.findLabelById(ref.id)
    requireVisible(caller, label && (await context.store.findModuleById(label.moduleId)), what)
    return label as LabelRecord
  }
  const module = await resolveModule(context, caller, ref)
  const label = await context.store.findLabelByName(module.id, ref.label)
  if (label === undefined) throw missing(caller, what)
  return label
}

/** `resolveLabel` for many, in their order. */
export async function resolveLabels(
  context: Pick<ServiceContext, 'store'>,
  caller: Caller,
  refs: readonly LabelRef[],
): Promise<LabelRecord[]> {
  const labels: LabelRecord[] = []
  for (const ref of refs) labels.push(await resolveLabel(context, caller, ref))
  return labels
}

export interface LabelFilter {
  /** A module; or one of its commits: only labels that point at it; or one label. */
  readonly resource: ResourceRef
  readonly nameContains: string
  /** Undefined means both. */
  readonly archived: boolean | undefined
  readonly orderBy: 'created' | 'updated'
}

export async function listLabels(
  context: ServiceContext,
  caller: Caller,
  filter: LabelFilter,
  page: PageParameters,
): Promise<Page<LabelRecord>> {
  const resource = await resolveResource(context, caller, filter.resource)
  if (resource.kind === 'label') return { items: [resource.label], next: undefined }
  const { nameContains, archived, orderBy } = filter
  const commitId = resource.kind === 'commit' ? resource.commit.id : undefined
  return context.store.listLabels(
    { moduleId: resource.module.id, commitId, nameContains, archived, orderBy },
    toPageRequest(page),
  )
}

/** The commits that a label has pointed at. */
export async function listLabelHistory(
  context: ServiceContext,
  caller: Caller,
  filter: { label: LabelRef; startCommitId: string | undefined; onlyChangedDigests: boolean },
  page: PageParameters,
): Promise<Page<LabelHistoryEntry>> {
  const label = await resolveLabel(context, caller, filter.label)
  const { startCommitId, onlyChangedDigests } = filter
  return context.store.listLabelHistory({ labelId: label.id, startCommitId, onlyChangedDigests }, toPageRequest(page))
}

/** Archives labels or brings them back, all or nothing; needs the right to push to their modules. */
export async function setLabelsArchived(
  context: ServiceContext,
  caller: Caller,
  refs: readonly LabelRef[],
  archived: boolean,
): Promise<void> {
  const principal = requireSignedIn(caller)
  const labels = await resolveLabels(context, principal, refs)
  if (labels.length === 0) throw new RegistryError('invalid_argument', 'name at least one label')
  const modules = new Map<string, ModuleRecord>()
  for (const { moduleId } of labels) {
    const module = modules.get(moduleId) ?? (await resolveModule(context, principal, { id: moduleId }))
    requireRight(principal, 'push', module)
    modules.set(moduleId, module)
  }
  const ids = labels.map(({ id }) => id)
  await recordChange(
    context,
    (store) => store.setLabelsArchived(ids, archived, principal.userId, context.now()),
    () =>
      labels.map(({ moduleId, name }) => ({
        action: archived ? 'label.archived' : 'label.unarchived',
        actor: principal,
        target: resourceTarget('module', modules.get(moduleId) as ModuleRecord),
        details: { label: name },
      })),
  )
}
