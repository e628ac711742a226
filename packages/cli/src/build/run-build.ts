import { resolve } from 'node:path'
import { EXIT_CODES, type ExitCode } from '../exit-code.ts'
import { compileInput, layOutSources } from '../inputs/compiled-input.ts'
import { openInput, parseInput } from '../inputs/open-input.ts'
import type { OpenedInput } from '../inputs/source-input.ts'
import type { Io } from '../io.ts'
import { startProgress } from '../output/notes.ts'
import { type ShownDiagnostics, writeDiagnostics } from '../output/write-diagnostics.ts'
import { hostsOfModules, hostsOfReferences } from '../registry/explicit-hosts.ts'
import { createRegistries, type Registries } from '../registry/registry.ts'
import { writeAtomically } from '../write-atomically.ts'
import { type BuiltImage, buildInThreads } from './build-in-threads.ts'
import { encodeOptions, type ImageContents } from './image-contents.ts'
import { encodeImageAs, type ImageFormat, imageFormatOf } from './image-formats.ts'

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
    const write = async (bytes: Uint8Array) => {
      if (output === '-') await io.stdout.write(bytes)
      else if (output !== undefined) writeAtomically(resolve(io.cwd, output), bytes)
    }
    const built = await buildBinary(io, opened, registries, format, options)
    if (built !== undefined) {
      await progress.clear()
      await writeDiagnostics(io, built, true)
      await write(built.bytes)
      return EXIT_CODES.clean
    }
    const sourceInfo = output !== undefined && options.excludeSourceInfo !== true
    const compiled = await compileInput(opened, registries, { sourceInfo })
    await progress.clear()
    await writeDiagnostics(io, compiled, true)
    const { image } = compiled
    if (image === undefined) return EXIT_CODES.compile
    if (format !== undefined) await write(await encodeImageAs(format, image, options))
    return EXIT_CODES.clean
  } finally {
    await progress.clear()
  }
}

/** A large input whose image is to be written as it is, in more than one thread; undefined for all others. */
async function buildBinary(
  { threadScript }: Io,
  input: OpenedInput,
  registries: Registries,
  format: ImageFormat | undefined,
  contents: ImageContents,
): Promise<(BuiltImage & ShownDiagnostics) | undefined> {
  if (threadScript === undefined || input.kind !== 'sources' || format !== 'binpb') return undefined
  const layout = await layOutSources(input, registries)
  const built = await buildInThreads(layout, encodeOptions(contents), threadScript)
  return built && { ...built, show: layout.show, resolve: layout.resolve }
}
