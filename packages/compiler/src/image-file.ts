import type { ImageFile } from './image.ts'
import type { LinkedFile } from './link/linked-file.ts'

/** A linked file as others see it. */
export function createImageFile(file: LinkedFile, isImport: boolean): ImageFile {
  return {
    path: file.path,
    proto: file.unlinked.proto,
    isImport,
    isSyntaxUnspecified: file.unlinked.tree.syntax === undefined,
    unusedDependencies: unusedDependencies(file),
    locate: () => undefined,
    locationsUnder: () => [],
    sourceCodeInfo: () => undefined,
  }
}

function unusedDependencies(file: LinkedFile): readonly number[] {
  const unused: number[] = []
  for (const [index, { isUsed }] of file.imports.entries()) if (!isUsed) unused.push(index)
  return unused
}
