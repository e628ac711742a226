import { type FileSet, scanImports } from '@wireproof/module'
import type { SourceModule } from './source-input.ts'

/**
 * The files of dependencies, downloaded only if an import needs them: what builds without its dependencies builds
 * without a network. Well-known types call for no download: the compiler has them.
 */
export async function loadNeededDependencies(
  modules: readonly SourceModule[],
  download: () => Promise<readonly FileSet[]>,
): Promise<FileSet> {
  if (!hasForeignImport(modules)) return new Map()
  const merged = new Map<string, Uint8Array>()
  for (const files of await download()) {
    for (const [path, bytes] of files) if (path.endsWith('.proto') && !merged.has(path)) merged.set(path, bytes)
  }
  return merged
}

function hasForeignImport(modules: readonly SourceModule[]): boolean {
  const own = new Set(modules.flatMap((module) => [...module.files.keys()]))
  for (const { files } of modules) {
    for (const [path, bytes] of files) {
      if (!path.endsWith('.proto')) continue
      for (const { path: imported } of scanImports(bytes)) {
        if (!own.has(imported) && !imported.startsWith('google/protobuf/')) return true
      }
    }
  }
  return false
}
