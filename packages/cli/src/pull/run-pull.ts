import { resolve } from 'node:path'
import { formatModuleName, InvalidReferenceError, type ModuleReference, parseModuleReference } from '@wireproof/module'
import { EXIT_CODES, type ExitCode } from '../exit-code.ts'
import { Failure, usageFailure } from '../failure.ts'
import type { Io } from '../io.ts'
import { startProgress } from '../output/notes.ts'
import { downloadCommits } from '../registry/download-commits.ts'
import { createRegistries } from '../registry/registry.ts'
import { resolveReference } from '../registry/resolve-reference.ts'
import { writeFolder } from './write-folder.ts'

export interface PullOptions {
  readonly output: string
  readonly force: boolean
}

/** Downloads a module into a folder. Rejects with a Failure; then the folder is as it was. */
export async function runPull(io: Io, referenceText: string, options: PullOptions): Promise<ExitCode> {
  const reference = parseReference(referenceText)
  const registries = createRegistries(io.env)
  registries.nameHosts([reference.registry])
  const registry = registries.at(reference.registry)
  const progress = startProgress(io, `Downloading ${referenceText}`)
  try {
    const commit = await resolveReference(registry, reference)
    const [files] = await downloadCommits(registry, [commit.id])
    if (files === undefined) throw new Failure(EXIT_CODES.server, `${registry.host} answers without files`)
    writeFolder(
      { folder: resolve(io.cwd, options.output), shown: options.output, cwd: io.cwd, force: options.force },
      files,
    )
    await progress.clear()
    await io.stdout.write(`${formatModuleName(reference)}:${commit.id}\n`)
    return EXIT_CODES.clean
  } finally {
    await progress.clear()
  }
}

function parseReference(text: string): ModuleReference {
  try {
    return parseModuleReference(text)
  } catch (error) {
    if (error instanceof InvalidReferenceError) throw usageFailure(error.message, { cause: error })
    throw error
  }
}
