import { assembleImage } from './assemble-image.ts'
import type { Diagnostic } from './diagnostic/diagnostic.ts'
import { Diagnostics } from './diagnostic/diagnostics.ts'
import type { Image } from './image.ts'
import { reportDuplicates } from './link/duplicates.ts'
import { FileLoader } from './link/file-loader.ts'
import { linkImports } from './link/link-imports.ts'
import type { LinkedFile } from './link/linked-file.ts'
import { resolveTypes } from './link/resolve-types.ts'
import { SymbolTable } from './link/symbol-table.ts'
import type { Resolver } from './resolver.ts'
import { sortDiagnostics } from './sort-diagnostics.ts'

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
  const table = new SymbolTable()
  // A file is linked as soon as all its imports are.
  const loader = new FileLoader(resolve, diagnostics, (file) => linkFile(file, table, diagnostics))
  const files: LinkedFile[] = []
  for (const root of new Set(roots)) {
    const file = loader.load(root)
    if (file !== undefined) files.push(file)
  }
  reportDuplicates(table, files, diagnostics)
  const image = diagnostics.hasErrors ? undefined : assembleImage(files)
  return { image, diagnostics: sortDiagnostics(diagnostics.list) }
}

/** The passes over one file, in order. Each one needs what the ones before it found. */
function linkFile(file: LinkedFile, table: SymbolTable, diagnostics: Diagnostics): void {
  linkImports(file) // What can be seen from here.
  table.add(file) // The file's own names, before any look-up.
  resolveTypes(file, table, diagnostics) // Fields, extensions, methods.
}
