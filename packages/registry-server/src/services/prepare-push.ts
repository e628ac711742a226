import { type FileSet, labelNameProblem, modulePathProblem, selectModuleFiles } from '@wireproof/module'
import { requireRight } from '../auth/access.ts'
import type { Principal } from '../auth/principal.ts'
import { MAX_BATCH, MAX_FILE_BYTES, MAX_LABELS_PER_CONTENT, MAX_PUSH_FILES } from '../limits.ts'
import { RegistryError } from '../registry-error.ts'
import type { ModuleRecord } from '../storage/records.ts'
import { assertFields } from './assert-fields.ts'
import type { ModuleRef } from './refs.ts'
import { resolveModule } from './resolve-module.ts'
import type { ServiceContext } from './service-context.ts'

/** One module of a push as the caller sent it. */
export interface PushContent {
  readonly module: ModuleRef
  readonly files: readonly { readonly path: string; readonly content: Uint8Array }[]
  /** The labels to move; empty means the default label. */
  readonly labels: readonly ({ readonly id: string } | { readonly name: string })[]
  readonly sourceControlUrl: string
}

/** One module of a push, looked up and in order. */
export interface PreparedContent {
  /** `owner/name`: the key in jobs and the name in messages. */
  readonly fullName: string
  readonly module: ModuleRecord
  readonly files: FileSet
  readonly labelNames: readonly string[]
  readonly sourceControlUrl: string
}

/**
 * Looks up modules, to which the principal must have the right to push, and labels, and keeps the files that belong to a
 * module. `invalid_argument` for everything that no module can hold: bad paths, a path twice, files too large or too many.
 */
export async function preparePush(
  context: Pick<ServiceContext, 'store'>,
  principal: Principal,
  contents: readonly PushContent[],
): Promise<PreparedContent[]> {
  assertCounts(contents)
  const prepared: PreparedContent[] = []
  for (const content of contents) {
    const module = await resolveModule(context, principal, content.module)
    requireRight(principal, 'push', module)
    const fullName = `${module.ownerName}/${module.name}`
    if (prepared.some((other) => other.module.id === module.id)) {
      throw new RegistryError('invalid_argument', `${fullName} is there twice; push one version of a module at a time`)
    }
    assertFields({ url: content.sourceControlUrl })
    const files = readFiles(fullName, content.files)
    const labelNames = await resolveLabelNames(context, module, content.labels)
    prepared.push({ fullName, module, files, labelNames, sourceControlUrl: content.sourceControlUrl })
  }
  return prepared
}

function assertCounts(contents: readonly PushContent[]): void {
  if (contents.length === 0) throw new RegistryError('invalid_argument', 'a push needs at least one module')
  if (contents.length > MAX_BATCH) {
    throw new RegistryError('invalid_argument', `a push has at most ${MAX_BATCH} modules, not ${contents.length}`)
  }
  const files = contents.reduce((sum, content) => sum + content.files.length, 0)
  if (files > MAX_PUSH_FILES) {
    throw new RegistryError('invalid_argument', `a push has at most ${MAX_PUSH_FILES} files, not ${files}`)
  }
}

function readFiles(fullName: string, files: PushContent['files']): FileSet {
  const found = new Map<string, Uint8Array>()
  for (const { path, content } of files) {
    const problem = modulePathProblem(path)
    if (problem !== undefined) throw new RegistryError('invalid_argument', `${fullName}: ${problem}`)
    if (found.has(path)) throw new RegistryError('invalid_argument', `${fullName}: the file ${path} is there twice`)
    if (content.byteLength > MAX_FILE_BYTES) {
      const size = `${content.byteLength} bytes; the most is ${MAX_FILE_BYTES}`
      throw new RegistryError('invalid_argument', `${fullName}: the file ${path} has ${size}`)
    }
    found.set(path, content)
  }
  const selected = selectModuleFiles(found)
  assertNoFileIsFolder(fullName, selected)
  if (![...selected.keys()].some((path) => path.endsWith('.proto'))) {
    throw new RegistryError('invalid_argument', `${fullName}: there is no .proto file to push`)
  }
  return selected
}

/** Such a module could never be written to a disk. */
function assertNoFileIsFolder(fullName: string, files: FileSet): void {
  for (const path of files.keys()) {
    for (let slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
      const folder = path.slice(0, slash)
      if (files.has(folder)) {
        throw new RegistryError('invalid_argument', `${fullName}: ${folder} is a file and also the folder of ${path}`)
      }
    }
  }
}

async function resolveLabelNames(
  { store }: Pick<ServiceContext, 'store'>,
  module: ModuleRecord,
  labels: PushContent['labels'],
): Promise<string[]> {
  if (labels.length > MAX_LABELS_PER_CONTENT) {
    throw new RegistryError('invalid_argument', `a push moves at most ${MAX_LABELS_PER_CONTENT} labels of a module`)
  }
  const names = new Set<string>()
  for (const ref of labels) {
    if ('name' in ref) {
      const problem = labelNameProblem(ref.name)
      if (problem !== undefined) throw new RegistryError('invalid_argument', problem)
      names.add(ref.name)
      continue
    }
    const label = await store.findLabelById(ref.id)
    if (label?.moduleId !== module.id) {
      throw new RegistryError('not_found', `${module.ownerName}/${module.name} has no label with the id ${ref.id}`)
    }
    names.add(label.name)
  }
  if (names.size === 0) names.add(module.defaultLabelName)
  return [...names]
}
