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
}
