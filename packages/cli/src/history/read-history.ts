import { createCompileCache } from '@wireproof/compiler'
import { listUses, UseHistory } from '@wireproof/diff-engine'
import { EXIT_CODES } from '../exit-code.ts'
import { Failure, usageFailure } from '../failure.ts'
import { type CompiledInput, compileInput } from '../inputs/compiled-input.ts'
import type { Io } from '../io.ts'
import { formatDiagnostic } from '../output/diagnostic-text.ts'
import { writeNote } from '../output/notes.ts'
import type { Registries } from '../registry/registry.ts'
import type { Version } from './version.ts'

/** What many versions of a schema have used numbers and names for. */
export interface SchemaHistory {
  readonly uses: UseHistory<Version>
  /** The youngest version that compiles. */
  readonly head: CompiledInput
  /** Compiles one of the versions again; rejects with a Failure when that is not possible any more. */
  compile(version: Version): Promise<CompiledInput>
}

/**
 * Reads versions one after the other, oldest first, and keeps of each only what it used: memory is that of two versions.
 * One that cannot be read or does not compile is left out with a note. Rejects with a Failure when a registry fails, and
 * when no version is left.
 */
export async function readHistory(
  io: Io,
  versions: readonly Version[],
  registries: Registries,
): Promise<SchemaHistory> {
  const cache = createCompileCache()
  const uses = new UseHistory<Version>()
  let head: CompiledInput | undefined
  for (const version of versions) {
    const compiled = await compileOrNote(io, version, async () =>
      compileInput(await version.open(), registries, { cache }),
    )
    if (compiled?.image === undefined) continue
    uses.add(version, listUses(compiled.image))
    head = compiled
  }
  if (head === undefined)
    throw usageFailure('none of the versions of --against-all can be compared with: see the notes')
  return {
    uses,
    head,
    async compile(version) {
      const compiled = await compileInput(await version.open(), registries)
      if (compiled.image !== undefined) return compiled
      throw new Failure(EXIT_CODES.compile, `${version.name} compiled a moment ago, and does not any more`)
    },
  }
}

/** What makes one old version useless: nobody can mend it now, so the others have to do. */
const PASSED_OVER: readonly number[] = [EXIT_CODES.usage, EXIT_CODES.compile]

async function compileOrNote(
  io: Io,
  { name }: Version,
  compile: () => Promise<CompiledInput>,
): Promise<CompiledInput | undefined> {
  try {
    const compiled = await compile()
    if (compiled.image !== undefined) return compiled
    const error = compiled.diagnostics.find(({ severity }) => severity === 'error')
    const [first] = error === undefined ? [] : formatDiagnostic(error, compiled.show).split('\n')
    await writeNote(io, `${name} is left out, since it does not compile: ${first}`)
  } catch (error) {
    if (!(error instanceof Failure) || !PASSED_OVER.includes(error.exitCode)) throw error
    await writeNote(io, `${name} is left out: ${error.message.split('\n')[0]}`)
  }
  return undefined
}
