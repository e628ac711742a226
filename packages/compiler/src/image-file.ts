import type { ImageFile } from './image.ts'
import type { LinkedFile } from './link/linked-file.ts'
import { unusedImports } from './link/unused-imports.ts'
import { SourceInfo } from './source-info/source-info.ts'

/** A linked file as others see it. Holds on to the text, but not to the tree: locations are made from a fresh one. */
export function createImageFile(file: LinkedFile, isImport: boolean): ImageFile {
  const { optionPaths, messageOptions, firstPieces } = file
  const sourceInfo = new SourceInfo(file.source, { optionPaths, messageOptions, firstPieces })
  const facts = {
    isSyntaxUnspecified: file.unlinked.tree.syntax === undefined,
    unusedDependencies: unusedImports(file),
  }
  return {
    path: file.path,
    proto: file.unlinked.proto,
    isImport,
    ...facts,
    locate: (path) => sourceInfo.locate(path),
    locationsUnder: (prefix) => sourceInfo.locationsUnder(prefix),
    sourceCodeInfo: () => sourceInfo.encode(facts),
  }
}
