import type { Diagnostics } from '../diagnostic/diagnostics.ts'
import type { LinkedFile } from './linked-file.ts'

/** Indexes of imports that nothing uses. Public ones are there for others, and never unused. */
export function unusedImports({ imports }: LinkedFile): readonly number[] {
  const unused: number[] = []
  for (const [index, { isUsed }] of imports.entries()) if (!isUsed) unused.push(index)
  return unused
}

/**
 * Warns of imports that nothing uses. For files without errors: what is wrong could be what would have used them.
 *
 * Source: protoc, DescriptorBuilder::LogUnusedDependency; and buf's lint rule IMPORT_USED.
 */
export function reportUnusedImports(files: readonly LinkedFile[], diagnostics: Diagnostics): void {
  for (const file of files) {
    for (const index of unusedImports(file)) {
      const { node, file: imported } = file.imports[index]!
      const message = `Nothing in this file uses the import \`${imported.path}\`.`
      const hint = 'Remove it.'
      diagnostics.report('unused-import', 'warning', file.source, node.start, node.end, message, { hint })
    }
  }
}
