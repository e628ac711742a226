import type { ImageFile } from './image.ts'
import type { LinkedFile } from './link/linked-file.ts'
import { unusedImports } from './link/unused-imports.ts'
import type { FileFacts } from './source-info/encode-locations.ts'
import type { OptionPaths } from './source-info/option-paths.ts'
import { encodeSourceInfo, SourceInfo } from './source-info/source-info.ts'

/** A linked file as others see it. Holds on to the text, but not to the tree: locations are made from a fresh one. */
export function createImageFile(file: LinkedFile, isImport: boolean): ImageFile {
  const { encodedSourceInfo } = file
  const sourceInfo = new SourceInfo(file.source, optionPathsOf(file))
  const facts = fileFacts(file)
  return {
    path: file.path,
    proto: file.unlinked.proto,
    isImport,
    ...facts,
    locate: (path) => sourceInfo.locate(path),
    locationsUnder: (prefix) => sourceInfo.locationsUnder(prefix),
    sourceCodeInfo: () => encodedSourceInfo ?? sourceInfo.encode(facts),
  }
}

/** Makes the SourceCodeInfo of a file that has just been linked, while its tree is at hand. It needs comments. */
export function encodeLinkedFile(file: LinkedFile): Uint8Array {
  const { source, unlinked, comments } = file
  return encodeSourceInfo(source, { tree: unlinked.tree, comments }, optionPathsOf(file), fileFacts(file))
}

function optionPathsOf({ optionPaths, messageOptions, firstPieces, plainImports }: LinkedFile): OptionPaths {
  return { optionPaths, messageOptions, firstPieces, plainImports }
}

function fileFacts(file: LinkedFile): FileFacts {
  return { isSyntaxUnspecified: file.unlinked.tree.syntax === undefined, unusedDependencies: unusedImports(file) }
}
