import type { Image, ImageFile } from './image.ts'
import { createImageFile } from './image-file.ts'
import type { Import, LinkedFile } from './link/linked-file.ts'

/**
 * Puts linked files into an image: every file behind its imports, in the order in which a walk from the roots meets
 * them. Files that are no roots are imports.
 *
 * Source: observed order of `buf build`.
 */
export function assembleImage(roots: readonly LinkedFile[]): Image {
  const isRoot = new Set(roots)
  const files: ImageFile[] = []
  const seen = new Set<LinkedFile>()
  for (const root of roots) {
    for (const file of inDependencyOrder(root, seen)) files.push(createImageFile(file, !isRoot.has(file)))
  }
  return { files }
}

/** As the descriptor lists them: those for options only are behind all others. */
function importsInOrder({ imports, plainImports }: LinkedFile): readonly Import[] {
  if (plainImports.size === 0) return imports
  const isForOptions = ({ isOption }: Import, index: number) => isOption && !plainImports.has(index)
  return [...imports.filter((statement, index) => !isForOptions(statement, index)), ...imports.filter(isForOptions)]
}

/** The file and what it imports, deepest first, without those already seen. Uses no call stack: chains may be long. */
function* inDependencyOrder(root: LinkedFile, seen: Set<LinkedFile>): Generator<LinkedFile> {
  if (seen.has(root)) return
  seen.add(root)
  const stack = [{ file: root, imports: importsInOrder(root), next: 0 }]
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    const imported = top.imports[top.next++]
    if (imported === undefined) {
      stack.pop()
      yield top.file
    } else if (!seen.has(imported.file)) {
      seen.add(imported.file)
      stack.push({ file: imported.file, imports: importsInOrder(imported.file), next: 0 })
    }
  }
}
