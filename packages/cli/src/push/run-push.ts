import {
  formatModuleName,
  isCommitId,
  type LockedDependency,
  labelNameProblem,
  type ModuleName,
  type ModuleReference,
} from '@wireproof/module'
import type { moduleV1 } from '@wireproof/registry-api'
import { EXIT_CODES, type ExitCode } from '../exit-code.ts'
import { Failure, usageFailure } from '../failure.ts'
import { openInput, parseInput } from '../inputs/open-input.ts'
import type { SourceInput, SourceModule } from '../inputs/source-input.ts'
import type { Io } from '../io.ts'
import { startProgress, writeNote, writeWarning } from '../output/notes.ts'
import { createRegistries, LONG_CALL_TIMEOUT_MS, type Registry } from '../registry/registry.ts'
import { RegistryFailure } from '../registry/registry-failure.ts'
import { ensureModule, type Visibility } from './ensure-module.ts'
import { writeRefusal } from './write-refusal.ts'

export interface PushOptions {
  readonly create: boolean
  readonly visibility: Visibility
  readonly labels: readonly string[]
}

/** A module that can be pushed. */
export type NamedModule = SourceModule & { readonly name: ModuleName }

/** Pushes the named modules of an input, all or none. Rejects with a Failure. */
export async function runPush(io: Io, inputText: string, options: PushOptions): Promise<ExitCode> {
  assertLabels(options.labels)
  const registries = createRegistries(io.env)
  const input = await openInput(parsePushInput(inputText, io), io, registries)
  if (input.kind !== 'sources') throw usageFailure(`${input.label} holds no .proto files to push`)
  const modules = await selectNamed(io, input)
  const host = onlyHost(modules)
  const depCommitIds = selectDependencies(input, modules, host)
  registries.nameHosts([host])
  const registry = registries.at(host)
  for (const module of modules) await ensureModule(registry, module.name, options)
  const progress = startProgress(io, `Pushing to ${host}`)
  try {
    const { commits, warnings } = await upload(registry, modules, depCommitIds, options.labels)
    await progress.clear()
    for (const warning of warnings) await writeWarning(io, warning)
    await io.stdout.write(
      modules.map(({ name }, index) => `${formatModuleName(name)}:${commits[index]?.id}\n`).join(''),
    )
    return EXIT_CODES.clean
  } catch (error) {
    await progress.clear()
    if (!(error instanceof RegistryFailure)) throw error
    return await writeRefusal(io, error, modules)
  }
}

function parsePushInput(text: string, io: Io) {
  const input = parseInput(text, io)
  if (input.spec.kind === 'image' || input.spec.kind === 'module') {
    throw usageFailure(`"${text}" cannot be pushed; give a folder, a git ref or an archive with the .proto files`)
  }
  return input
}

function assertLabels(labels: readonly string[]): void {
  for (const label of labels) {
    const problem = isCommitId(label) ? `the label "${label}" looks like a commit id` : labelNameProblem(label)
    if (problem !== undefined) throw usageFailure(problem)
  }
}

async function selectNamed(io: Io, { modules, label }: SourceInput): Promise<NamedModule[]> {
  const targets = modules.filter((module) => module.isTarget)
  const named = targets.filter((module): module is NamedModule => module.name !== undefined)
  if (named.length === 0) {
    throw usageFailure(`${label} has no module with a name; add "name: host/owner/module" to its buf.yaml`)
  }
  for (const { name, path } of targets) {
    if (name === undefined) await writeNote(io, `the module in ${path === '' ? '.' : path} has no name: not pushed`)
  }
  return named
}

function onlyHost(modules: readonly NamedModule[]): string {
  const hosts = [...new Set(modules.map(({ name }) => name.registry))]
  const [host] = hosts
  if (host !== undefined && hosts.length === 1) return host
  throw usageFailure(`the modules are on several registries (${hosts.join(', ')}); push the folder of each on its own`)
}

/** The commits that buf.lock pins; the registry builds the modules with exactly these. */
function selectDependencies(input: SourceInput, modules: readonly NamedModule[], host: string): string[] {
  const local = new Set(input.modules.flatMap(({ name }) => (name === undefined ? [] : [formatModuleName(name)])))
  const locked = modules.flatMap((module) => module.locked)
  const known = new Set([...local, ...locked.map(({ name }) => formatModuleName(name))])
  for (const dependency of modules.flatMap((module) => module.deps)) assertLocked(dependency, known)
  for (const dependency of locked) assertSameHost(dependency, host)
  return [...new Set(locked.map(({ commit }) => commit))]
}

function assertLocked(dependency: ModuleReference, known: ReadonlySet<string>): void {
  const name = formatModuleName(dependency)
  if (!known.has(name))
    throw usageFailure(`buf.yaml depends on ${name}, which buf.lock does not pin; run \`buf dep update\``)
}

function assertSameHost({ name }: LockedDependency, host: string): void {
  if (name.registry !== host) {
    throw usageFailure(
      `the dependency ${formatModuleName(name)} is not on ${host}; push a copy of it there, and depend on that`,
    )
  }
}

async function upload(
  registry: Registry,
  modules: readonly NamedModule[],
  depCommitIds: readonly string[],
  labels: readonly string[],
): Promise<{ commits: moduleV1.Commit[]; warnings: readonly string[] }> {
  const contents = modules.map(({ name: { owner, module }, files }) => ({
    moduleRef: { value: { case: 'name' as const, value: { owner, module } } },
    files: Array.from(files, ([path, content]) => ({ path, content: content as Uint8Array<ArrayBuffer> })),
    scopedLabelRefs: labels.map((label) => ({ value: { case: 'name' as const, value: label } })),
  }))
  let warnings: readonly string[] = []
  const onHeader = (headers: Headers) => {
    warnings = readWarnings(headers)
  }
  const { commits } = await registry.ask((client) =>
    client.uploads.upload({ contents, depCommitIds: [...depCommitIds] }, { timeoutMs: LONG_CALL_TIMEOUT_MS, onHeader }),
  )
  if (commits.length === modules.length) return { commits, warnings }
  throw new Failure(EXIT_CODES.server, `${registry.host} answers with ${commits.length} commits for ${modules.length}`)
}

/** What the registry wants the pusher to think about, a line each. Source: the registry protocol, `buf-warning-bin`. */
function readWarnings(headers: Headers): string[] {
  const text = Buffer.from(headers.get('buf-warning-bin') ?? '', 'base64').toString('utf8')
  return text.split('\n').filter((line) => line !== '')
}
