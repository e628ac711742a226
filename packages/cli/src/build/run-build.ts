import { resolve } from 'node:path'
import { EXIT_CODES, type ExitCode } from '../exit-code.ts'
import { compileInput } from '../inputs/compiled-input.ts'
import { openInput, parseInput } from '../inputs/open-input.ts'
import type { Io } from '../io.ts'
import { startProgress } from '../output/notes.ts'
import { writeDiagnostics } from '../output/write-diagnostics.ts'
import { hostsOfModules, hostsOfReferences } from '../registry/explicit-hosts.ts'
import { createRegistries } from '../registry/registry.ts'
import { writeAtomically } from '../write-atomically.ts'
import { encodeImageAs, imageFormatOf } from './image-formats.ts'

export interface BuildOptions {
  /** Where the image goes; nowhere when undefined, standard output for `-`. */
  readonly output?: string
  readonly excludeImports?: boolean
  readonly excludeSourceInfo?: boolean
  readonly asFileDescriptorSet?: boolean
}

/** Runs a build. Rejects with a Failure; then nothing has been written. */
export async function runBuild(io: Io, inputText: string, options: BuildOptions): Promise<ExitCode> {
  const { output } = options
  const format = output === undefined ? undefined : imageFormatOf(output)
  const registries = createRegistries(io.env)
  const input = parseInput(inputText, io)
  registries.nameHosts(hostsOfReferences([input]))
  const progress = startProgress(io, 'Compiling')
  try {
    const opened = await openInput(input, io, registries)
    registries.nameHosts(hostsOfModules(opened))
    const sourceInfo = output !== undefined && options.excludeSourceInfo !== true
    const compiled = await compileInput(opened, registries, { sourceInfo })
    await progress.clear()
    await writeDiagnostics(io, compiled, true)
    const { image } = compiled
    if (image === undefined) return EXIT_CODES.compile
    if (output === undefined || format === undefined) return EXIT_CODES.clean
    const bytes = await encodeImageAs(format, image, options)
    if (output === '-') await io.stdout.write(bytes)
    else writeAtomically(resolve(io.cwd, output), bytes)
    return EXIT_CODES.clean
  } finally {
    await progress.clear()
  }
}
