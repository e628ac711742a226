import { assembleImage } from './assemble-image.ts'
import type { Diagnostic } from './diagnostic/diagnostic.ts'
import { Diagnostics } from './diagnostic/diagnostics.ts'
import type { Image } from './image.ts'
import { reportDuplicateMembers, reportDuplicatePackages, reportDuplicates } from './link/duplicates.ts'
import { reportExtensionNumbers } from './link/extension-numbers.ts'
import { DESCRIPTOR_PATH, FileLoader } from './link/file-loader.ts'
import { linkImports } from './link/link-imports.ts'
import type { LinkedFile } from './link/linked-file.ts'
import { adjustMessageSetRanges } from './link/message-set-ranges.ts'
import { resolveTypes } from './link/resolve-types.ts'
import { SymbolTable } from './link/symbol-table.ts'
import { findOptionMessages } from './options/find-option-messages.ts'
import { interpretOptions, type OptionMessages } from './options/interpret-options.ts'
import { OptionTypes } from './options/option-types.ts'
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

/**
 * Compiles .proto files with everything that they import.
 *
 * `roots` are the import paths of the files to build; what else they import comes along as imports. Never throws for
 * a bad schema, however bad: all that is wrong is in `diagnostics`, many errors a run. It throws what `resolve` throws.
 */
export function compile(roots: readonly string[], resolve: Resolver): CompileResult {
  const diagnostics = new Diagnostics()
  const linker = new Linker(diagnostics, () => loader.load(DESCRIPTOR_PATH))
  // A file is linked as soon as all its imports are.
  const loader: FileLoader = new FileLoader(resolve, diagnostics, (file) => linker.link(file))
  const files: LinkedFile[] = []
  for (const root of new Set(roots)) {
    const file = loader.load(root)
    if (file !== undefined) files.push(file)
  }
  reportDuplicates(linker.table, files, diagnostics)
  reportExtensionNumbers(files, diagnostics)
  const image = diagnostics.hasErrors ? undefined : assembleImage(files)
  return { image, diagnostics: sortDiagnostics(diagnostics.list) }
}

/** What all files of a compilation share. */
class Linker {
  readonly table = new SymbolTable()
  readonly #types = new OptionTypes()
  readonly #diagnostics: Diagnostics
  readonly #loadDescriptor: () => LinkedFile | undefined
  #messages: OptionMessages | undefined

  constructor(diagnostics: Diagnostics, loadDescriptor: () => LinkedFile | undefined) {
    this.#diagnostics = diagnostics
    this.#loadDescriptor = loadDescriptor
  }

  /** The passes over one file, in order. Each one needs what the ones before it found. */
  link(file: LinkedFile): void {
    linkImports(file) // What can be seen from here.
    this.table.add(file) // The file's own names, before any look-up.
    reportDuplicateMembers(file, this.table, this.#diagnostics)
    reportDuplicatePackages(file, this.table, this.#diagnostics)
    resolveTypes(file, this.table, this.#diagnostics) // Fields, extensions, methods.
    if (file.path === DESCRIPTOR_PATH) this.#messages = findOptionMessages(file, this.table)
    // Custom options are extensions, so their types must be known.
    const messages = (): OptionMessages => this.#optionMessages()
    const options = interpretOptions(file, this.table, this.#types, messages, this.#diagnostics)
    adjustMessageSetRanges(file) // Message sets are known by an option.
    file.localTypes = findLocalTypes(file) // So is the visibility of types: importers ask for it.
    validateFile(new ValidationContext(file, this.table, this.#types, options, this.#diagnostics))
  }

  /** What options there are. Small schemas set none, and are spared the file that declares them. */
  #optionMessages(): OptionMessages {
    if (this.#messages === undefined) {
      const file = this.#loadDescriptor()
      this.#messages ??= file === undefined ? new Map() : findOptionMessages(file, this.table)
    }
    return this.#messages
  }
}
