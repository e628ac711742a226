import { usageFailure } from '../failure.ts'
import type { SchemaHistory } from '../history/read-history.ts'
import { parseVersionsSpec, type VersionsSpec } from '../history/versions-spec.ts'
import { type CompiledInput, compileInput } from '../inputs/compiled-input.ts'
import { type NamedInput, openInput, parseInput } from '../inputs/open-input.ts'
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
export interface SideTexts {
  readonly input: string
  /** The registry when undefined: each module is compared with the head of its default label. */
  readonly against: string | undefined
  /** Many older versions, whose youngest stands in for `against` where that is undefined. */
  readonly againstAll?: string | undefined
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
  const progress = startProgress(io, 'Comparing')
  try {
    return await compileAll(io, registries, input, against, versions)
  } finally {
    await progress.clear()
  }
}

function isStandardInput(input: NamedInput | undefined): boolean {
  return input?.spec.kind === 'image' && input.spec.path === '-'
}

async function compileAll(
  io: Io,
  registries: Registries,
  input: NamedInput,
  against: NamedInput | undefined,
  versions: VersionsSpec | undefined,
): Promise<readonly Sides[] | undefined> {
  const opened = await openInput(input, io, registries)
  registries.nameHosts(hostsOfModules(opened))
  const next = await compileOrTell(io, await compileInput(opened, registries))
  if (next === undefined) return undefined
  await assertPolicies(io, next)
  const history = versions && (await (await import('../history/open-history.ts')).openHistory(io, versions, registries))
  if (against !== undefined) {
    const prev = await compileOrTell(io, await compileInput(await openInput(against, io, registries), registries))
    return prev && [{ prev, next, ...(history && { history }) }]
  }
  if (history !== undefined) return [{ prev: history.head, next, history }]
  const { openRegistryHeads } = await import('./registry-heads.ts')
  const sides: Sides[] = []
  for (const { module, head } of await openRegistryHeads(io, next, registries)) {
    const prev = await compileOrTell(io, await compileInput(head, registries))
    if (prev === undefined) return undefined
    sides.push({ prev, next: { ...next, modules: [module] } })
  }
  return sides
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
