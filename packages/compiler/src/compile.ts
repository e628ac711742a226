import { assembleImage } from './assemble-image.ts'
import { type CachedFile, type CompileCache, Linkage } from './compile-cache.ts'
import type { Diagnostic } from './diagnostic/diagnostic.ts'
import { Diagnostics } from './diagnostic/diagnostics.ts'
import type { Image } from './image.ts'
import { encodeLinkedFile } from './image-file.ts'
import { reportDuplicateMembers, reportDuplicatePackages, reportDuplicates } from './link/duplicates.ts'
import { reportExtensionNumbers } from './link/extension-numbers.ts'
import { DESCRIPTOR_PATH, FileLoader } from './link/file-loader.ts'
import { linkImports } from './link/link-imports.ts'
import type { LinkedFile } from './link/linked-file.ts'
import { adjustMessageSetRanges } from './link/message-set-ranges.ts'
import { resolveTypes } from './link/resolve-types.ts'
import { reportUnusedImports } from './link/unused-imports.ts'
import { findOptionMessages } from './options/find-option-messages.ts'
import { interpretOptions, type OptionMessages } from './options/interpret-options.ts'
import type { Resolver } from './resolver.ts'
import { sortDiagnostics } from './sort-diagnostics.ts'
import { validateFile } from './validate/validate-file.ts'
import { ValidationContext } from './validate/validation-context.ts'
import { findLocalTypes } from './validate/visibility.ts'

export interface CompileResult {
  /** Undefined when there is any error. */
  readonly image: Image | undefined
  /** Sorted by file and position. */
  readonly diagnostics: readonly Diagnostic[]
}

export interface CompileOptions {
  /** Keeps what can be used again for the next compilation of nearly the same files. */
  readonly cache?: CompileCache
  /**
   * Makes the SourceCodeInfo of every file along with its descriptor. It is the same that an image makes file by file when
   * it is asked, in less time where all of it will be wanted, and in memory together. Off unless said; files from a cache
   * have it if they were compiled so.
   */
  readonly sourceInfo?: boolean
}

/**
 * Compiles .proto files with everything that they import.
 *
 * `roots` are the import paths of the files to build; what else they import comes along as imports. Never throws for
 * a bad schema, however bad: all that is wrong is in `diagnostics`, many errors a run. It throws what `resolve` throws.
 */
export function compile(roots: readonly string[], resolve: Resolver, options: CompileOptions = {}): CompileResult {
  const { cache, sourceInfo = false } = options
  const diagnostics = new Diagnostics()
  const linkage = cache?.linkage ?? new Linkage()
  const linker = new Linker(linkage, diagnostics, { sourceInfo, loadDescriptor: () => loader.load(DESCRIPTOR_PATH) })
  // A file is linked as soon as all its imports are.
  const onLoaded = (file: LinkedFile) => linker.link(file)
  const loader: FileLoader = new FileLoader(resolve, diagnostics, onLoaded, linkage.files, sourceInfo)
  const { descriptor } = linkage
  if (cache !== undefined && descriptor !== undefined) {
    // Every file with an option depends on what options there are, also when it does not import them.
    if (loader.load(DESCRIPTOR_PATH) !== descriptor) {
      cache.clear()
      return compile(roots, resolve, options)
    }
  }
  const files: LinkedFile[] = []
  for (const root of new Set(roots)) {
    const file = loader.load(root)
    if (file !== undefined) files.push(file)
  }
  const loaded = new Map(Array.from(loader.loaded(), (entry) => [entry.file.path, entry]))
  removeOthers(linkage, loaded)
  reportDuplicates(linkage.table, files, diagnostics)
  reportExtensionNumbers(files, diagnostics)
  const image = diagnostics.hasErrors ? undefined : assembleImage(files)
  if (cache !== undefined) {
    cache.linkedCount = linker.linkedCount
    keepFiles(cache, loaded, diagnostics)
  }
  // Not before: a file with such a warning need not be linked again to give it again.
  if (!diagnostics.hasErrors) reportUnusedImports(files, diagnostics)
  return { image, diagnostics: sortDiagnostics(diagnostics.list) }
}

/** Takes names of files out that are there no more, or no longer as they were. */
function removeOthers({ files, table }: Linkage, loaded: ReadonlyMap<string, CachedFile>): void {
  for (const [path, { file }] of files) if (loaded.get(path)?.file !== file) table.remove(file)
}

/** Leaves the files of a compilation for the next one, but for those that must be reported about again. */
function keepFiles(cache: CompileCache, loaded: Map<string, CachedFile>, diagnostics: Diagnostics): void {
  const { linkage } = cache
  const hasDuplicates = linkage.table.duplicates().next().done !== true
  const isFaulty = new Set(diagnostics.list.map(({ file }) => file))
  // Which one of several files a name means depends on their order, and what was not reported cannot be known.
  if (hasDuplicates || diagnostics.dropped > 0 || isFaulty.has(DESCRIPTOR_PATH)) {
    cache.clear()
    return
  }
  for (const path of isFaulty) {
    const faulty = loaded.get(path)
    if (faulty === undefined) continue
    linkage.table.remove(faulty.file)
    loaded.delete(path)
  }
  linkage.files = loaded
}

/** Links one file after the other. */
class Linker {
  linkedCount = 0
  readonly #linkage: Linkage
  readonly #diagnostics: Diagnostics
  readonly #sourceInfo: boolean
  readonly #loadDescriptor: () => LinkedFile | undefined

  constructor(
    linkage: Linkage,
    diagnostics: Diagnostics,
    options: { readonly sourceInfo: boolean; readonly loadDescriptor: () => LinkedFile | undefined },
  ) {
    this.#linkage = linkage
    this.#diagnostics = diagnostics
    this.#sourceInfo = options.sourceInfo
    this.#loadDescriptor = options.loadDescriptor
  }

  /** The passes over one file, in order. Each one needs what the ones before it found. */
  link(file: LinkedFile): void {
    const { table, types } = this.#linkage
    this.linkedCount++
    linkImports(file) // What can be seen from here.
    table.add(file) // The file's own names, before any look-up.
    reportDuplicateMembers(file, table, this.#diagnostics)
    reportDuplicatePackages(file, table, this.#diagnostics)
    resolveTypes(file, table, this.#diagnostics) // Fields, extensions, methods.
    if (file.path === DESCRIPTOR_PATH) this.#readMessages(file)
    // Custom options are extensions, so their types must be known.
    const messages = (): OptionMessages => this.#optionMessages()
    const options = interpretOptions(file, table, types, messages, this.#diagnostics)
    adjustMessageSetRanges(file) // Message sets are known by an option.
    file.localTypes = findLocalTypes(file) // So is the visibility of types: importers ask for it.
    validateFile(new ValidationContext(file, table, types, options, this.#diagnostics))
    if (this.#sourceInfo && !this.#diagnostics.hasErrors) file.encodedSourceInfo = encodeLinkedFile(file)
  }

  /** What options there are. Small schemas set none, and are spared the file that declares them. */
  #optionMessages(): OptionMessages {
    const linkage = this.#linkage
    if (linkage.messages === undefined) {
      const file = this.#loadDescriptor()
      if (linkage.messages === undefined && file !== undefined) this.#readMessages(file)
      linkage.messages ??= new Map()
    }
    return linkage.messages
  }

  #readMessages(file: LinkedFile): void {
    this.#linkage.messages = findOptionMessages(file, this.#linkage.table)
    this.#linkage.descriptor = file
  }
}
