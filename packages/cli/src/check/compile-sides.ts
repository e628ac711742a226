import { type CompileCache, createCompileCache } from '@wireproof/compiler'
import { usageFailure } from '../failure.ts'
import type { SchemaHistory } from '../history/read-history.ts'
import { parseVersionsSpec, type VersionsSpec } from '../history/versions-spec.ts'
import { type CompiledInput, compileInput } from '../inputs/compiled-input.ts'
import { type ConfigText, readGivenConfig } from '../inputs/given-config.ts'
import { type NamedInput, openInput, parseInput } from '../inputs/open-input.ts'
import { type PathFlags, selectByImportPath, selectByPath } from '../inputs/target-files.ts'
import type { Io } from '../io.ts'
import { startProgress, writeError, writeWarning } from '../output/notes.ts'
import { writeDiagnostics } from '../output/write-diagnostics.ts'
import { hostsOfModules, hostsOfReferences } from '../registry/explicit-hosts.ts'
import { createRegistries, type Registries } from '../registry/registry.ts'

/** Two compiled inputs that are to be compared. */
export interface Sides {
  readonly prev: CompiledInput
  readonly next: CompiledInput
  /** What older versions have used numbers and names for, if that was asked for. */
  readonly history?: SchemaHistory
}

/** Inputs as the user wrote them. */
export interface SideTexts extends Partial<PathFlags> {
  readonly input: string
  /** The registry when undefined: each module is compared with the head of its default label. */
  readonly against: string | undefined
  /** Many older versions, whose youngest stands in for `against` where that is undefined. */
  readonly againstAll?: string | undefined
  /** A buf.yaml for each side, in place of its own: a file, or YAML or JSON. */
  readonly config?: string | undefined
  readonly againstConfig?: string | undefined
  /** Take of the older version only files that the input has, whatever the paths say. */
  readonly isLimitedToInput?: boolean
}

/**
 * Opens and compiles both sides of a comparison; without `against` there is a pair of sides for each module that the
 * registry has. Undefined when a side does not compile: what is wrong has been told then. Rejects with a Failure, also
 * when the breaking rules of the input cannot be used.
 */
export async function compileSides(io: Io, texts: SideTexts): Promise<readonly Sides[] | undefined> {
  const registries = createRegistries(io.env)
  const input = parseInput(texts.input, io)
  const against = texts.against === undefined ? undefined : parseInput(texts.against, io)
  const versions = texts.againstAll === undefined ? undefined : parseVersionsSpec(texts.againstAll)
  if (isStandardInput(input) && isStandardInput(against)) {
    throw usageFailure('both inputs are "-"; standard input holds only one image')
  }
  registries.nameHosts([
    ...hostsOfReferences([input, against]),
    ...(versions?.kind === 'label' ? [versions.reference.registry] : []),
  ])
  const plan: Plan = {
    cache: createCompileCache(),
    input,
    against,
    versions,
    config: readGivenConfig(texts.config, io.cwd),
    againstConfig: readGivenConfig(texts.againstConfig, io.cwd),
    flags: { paths: texts.paths ?? [], excludePaths: texts.excludePaths ?? [] },
    isLimitedToInput: texts.isLimitedToInput ?? false,
  }
  const progress = startProgress(io, 'Comparing')
  try {
    return await compileAll(io, registries, plan)
  } finally {
    await progress.clear()
  }
}

function isStandardInput(input: NamedInput | undefined): boolean {
  return input?.spec.kind === 'image' && input.spec.path === '-'
}

/** What is to be compiled, with everything that the user wrote understood. */
interface Plan {
  /** What both sides have in common is compiled once. */
  readonly cache: CompileCache
  readonly input: NamedInput
  readonly against: NamedInput | undefined
  readonly versions: VersionsSpec | undefined
  readonly config: ConfigText | undefined
  readonly againstConfig: ConfigText | undefined
  readonly flags: PathFlags
  readonly isLimitedToInput: boolean
}

async function compileAll(io: Io, registries: Registries, plan: Plan): Promise<readonly Sides[] | undefined> {
  const { against, versions, cache } = plan
  const next = await compileNext(io, registries, plan)
  if (next === undefined) return undefined
  await assertPolicies(io, next)
  const select = selectPrev(plan, next, io.cwd)
  const history = versions && (await (await import('../history/open-history.ts')).openHistory(io, versions, registries))
  if (against !== undefined) {
    const opened = await openInput(against, io, registries, plan.againstConfig)
    const prev = await compileOrTell(io, await compileInput(opened, registries, { select, cache }))
    return prev && [{ prev, next, ...(history && { history }) }]
  }
  if (history !== undefined) return [{ prev: history.head, next, history }]
  const { openRegistryHeads } = await import('./registry-heads.ts')
  const sides: Sides[] = []
  for (const { module, head } of await openRegistryHeads(io, next, registries)) {
    const prev = await compileOrTell(io, await compileInput(head, registries, { select, cache }))
    if (prev === undefined) return undefined
    sides.push({ prev, next: { ...next, modules: [module] } })
  }
  return sides
}

async function compileNext(io: Io, registries: Registries, plan: Plan): Promise<CompiledInput | undefined> {
  const { cache, input, config, flags } = plan
  const opened = await openInput(input, io, registries, config)
  registries.nameHosts(hostsOfModules(opened))
  const select = selectByPath(flags, io.cwd, folderOf(input))
  const next = await compileOrTell(io, await compileInput(opened, registries, { select, cache }))
  if (next !== undefined && select !== undefined && next.modules.length === 0) {
    throw usageFailure(`${next.label} has no file that --path and --exclude-path leave: there is nothing to check`)
  }
  // What a registry keeps has no rules in it, so those from the command line are its rules.
  const isWithoutRules = config !== undefined && input.spec.kind === 'module'
  return next && isWithoutRules
    ? { ...next, modules: next.modules.map((module) => ({ ...module, policy: undefined })) }
    : next
}

/** Which files of the older side are compared. Source: observed behaviour of buf 1.75. */
function selectPrev({ input, flags, isLimitedToInput }: Plan, next: CompiledInput, cwd: string) {
  if (!isLimitedToInput) return selectByPath(flags, cwd, folderOf(input))
  const excluded = selectByPath({ ...flags, paths: [] }, cwd, folderOf(input))
  return selectByImportPath(new Set(next.image?.files.map(({ path }) => path)), excluded)
}

function folderOf({ spec }: NamedInput): string | undefined {
  return spec.kind === 'folder' ? spec.path : undefined
}

async function compileOrTell(io: Io, compiled: CompiledInput): Promise<CompiledInput | undefined> {
  if (compiled.image !== undefined) return compiled
  await writeDiagnostics(io, compiled)
  await writeError(io, `${compiled.label} does not compile: nothing was compared`)
  return undefined
}

async function assertPolicies(io: Io, { modules }: CompiledInput): Promise<void> {
  for (const warning of new Set(modules.flatMap((module) => module.policyWarnings))) await writeWarning(io, warning)
  const errors = new Set(modules.flatMap((module) => module.policyErrors))
  if (errors.size > 0) throw usageFailure([...errors].join('\n'))
}
