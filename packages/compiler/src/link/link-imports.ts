import { Exports } from './exports.ts'
import type { LinkedFile } from './linked-file.ts'
import { VisibleFiles } from './visible-files.ts'

/**
 * Works out what a file sees: itself, what it imports, and what those import publicly in turn; and what it shows to
 * its own importers. Its imports must have been through this already.
 *
 * Source: Protobuf language specification, "Import statement".
 */
export function linkImports(file: LinkedFile): void {
  const publicImports = file.imports.filter(({ isPublic }) => isPublic).map((statement) => statement.file)
  file.exports = new Exports(file, publicImports)
  file.visible = new VisibleFiles(file, file.imports)
  movePlainImports(file)
}

/** An `import option` that is not restricted to options is a plain dependency in the descriptor, as with buf. */
function movePlainImports(file: LinkedFile): void {
  const plain = new Set<number>()
  for (const [index, { file: imported, isOption }] of file.imports.entries()) {
    if (isOption && !file.visible.isForOptionsOnly(imported)) plain.add(index)
  }
  if (plain.size === 0) return
  file.plainImports = plain
  const { proto } = file.unlinked
  const paths = new Set([...plain].map((index) => file.imports[index]!.file.path))
  proto.optionDependency = proto.optionDependency.filter((path) => !paths.has(path))
  for (const path of paths) proto.dependency.push(path)
}
