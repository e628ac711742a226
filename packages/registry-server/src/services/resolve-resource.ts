import { isCommitId } from '@wireproof/module'
import { missing, requireVisible } from '../auth/access.ts'
import type { Caller } from '../auth/principal.ts'
import { RegistryError } from '../registry-error.ts'
import type { CommitRecord, LabelRecord, ModuleRecord } from '../storage/records.ts'
import { describeRef, type ResourceRef } from './refs.ts'
import { resolveModule } from './resolve-module.ts'
import type { ServiceContext } from './service-context.ts'

type Stores = Pick<ServiceContext, 'store'>

/** What a reference names: a module, one of its labels, or one of its commits. */
export type Resource =
  | { readonly kind: 'module'; readonly module: ModuleRecord }
  | { readonly kind: 'label'; readonly module: ModuleRecord; readonly label: LabelRecord }
  | { readonly kind: 'commit'; readonly module: ModuleRecord; readonly commit: CommitRecord }

/**
 * What a reference names. A `ref` is first tried as a commit id of the module, then as a label.
 * Source: the registry protocol, section on identifiers and references.
 */
export async function resolveResource(context: Stores, caller: Caller, ref: ResourceRef): Promise<Resource> {
  if ('id' in ref) return resolveId(context, caller, ref.id)
  const module = await resolveModule(context, caller, ref)
  const { store } = context
  if (ref.ref && isCommitId(ref.ref)) {
    const commit = await store.findCommit(ref.ref)
    if (commit?.moduleId === module.id) return { kind: 'commit', module, commit }
  }
  const labelName = ref.label || ref.ref
  if (!labelName) return { kind: 'module', module }
  const label = await store.findLabelByName(module.id, labelName)
  if (label === undefined) throw missing(caller, describeRef(ref))
  return { kind: 'label', module, label }
}

async function resolveId({ store }: Stores, caller: Caller, id: string): Promise<Resource> {
  const what = describeRef({ id })
  const commit = await store.findCommit(id)
  const label = commit === undefined ? await store.findLabelById(id) : undefined
  const moduleId = commit?.moduleId ?? label?.moduleId ?? id
  const module = requireVisible(caller, await store.findModuleById(moduleId), what)
  if (commit !== undefined) return { kind: 'commit', module, commit }
  if (label !== undefined) return { kind: 'label', module, label }
  return { kind: 'module', module }
}

/**
 * The commit that a reference stands for: a label's own, or that of a module's default label.
 * `failed_precondition` when that label has no commit yet: clients take it for a module that is new.
 */
export async function resolveCommit(
  context: Stores,
  caller: Caller,
  ref: ResourceRef,
): Promise<{ module: ModuleRecord; commit: CommitRecord }> {
  const resource = await resolveResource(context, caller, ref)
  if (resource.kind === 'commit') return resource
  const { module } = resource
  const label =
    resource.kind === 'label' ? resource.label : await context.store.findLabelByName(module.id, module.defaultLabelName)
  const commit = label && (await context.store.findCommit(label.commitId))
  if (commit === undefined) {
    throw new RegistryError(
      'failed_precondition',
      `${module.ownerName}/${module.name} has no commit on its default label "${module.defaultLabelName}" yet; ` +
        'push to it, or name another label or a commit',
    )
  }
  return { module, commit }
}
