import type { LinkedFile } from './linked-file.ts'

/**
 * Works out what a file sees: itself, what it imports, and what those import publicly in turn; and what it shows to
 * its own importers. Its imports must have been through this already.
 *
 * Source: Protobuf language specification, "Import statement".
 */
export function linkImports(file: LinkedFile): void {
  const exports = new Set<LinkedFile>([file])
  const visible = new Map<LinkedFile, boolean>([[file, false]])
  for (const { file: imported, isPublic, isOption } of file.imports) {
    for (const shown of imported.exports) {
      if (isPublic) exports.add(shown)
      const isForOptions = isOption && shown === imported
      visible.set(shown, isForOptions && visible.get(shown) !== false)
    }
  }
  file.exports = [...exports]
  file.visible = visible
  file.visiblePackages = packagesOf(visible.keys())
}

/** The packages of files, and all packages around those. */
function packagesOf(files: Iterable<LinkedFile>): ReadonlySet<string> {
  const packages = new Set<string>()
  for (const { unlinked } of files) {
    let name = unlinked.proto.package
    while (name !== '' && !packages.has(name)) {
      packages.add(name)
      const dot = name.lastIndexOf('.')
      name = dot === -1 ? '' : name.slice(0, dot)
    }
  }
  return packages
}
