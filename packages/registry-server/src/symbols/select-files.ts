import type { Image, ImageFile } from '@wireproof/compiler'
import { declaredMembers } from './declared-members.ts'
import { declaredSymbols } from './declared-symbols.ts'

export interface FileSelection {
  /** Full names of what is wanted; empty means everything. */
  readonly names: readonly string[]
  /** Leave out the files that are there only because others import them. */
  readonly excludeImports: boolean
}

/** The files of an image that declare what is wanted, with what they import; or the names that nothing is called by. */
export function selectFiles(
  image: Image,
  { names, excludeImports }: FileSelection,
): { readonly image: Image } | { readonly missing: readonly string[] } {
  let files = image.files
  if (names.length > 0) {
    const pathsOf = declaringPaths(image)
    const missing = names.filter((name) => !pathsOf.has(name))
    if (missing.length > 0) return { missing }
    const wanted = withImports(image, new Set(names.flatMap((name) => [...(pathsOf.get(name) ?? [])])))
    files = files.filter(({ path }) => wanted.has(path))
  }
  return { image: { files: excludeImports ? files.filter(({ isImport }) => !isImport) : files } }
}

/** Full name to the paths of the files that declare it: several for a package. */
function declaringPaths(image: Image): Map<string, Set<string>> {
  const own: Image = { files: image.files.map((file): ImageFile => ({ ...file, isImport: false })) }
  const paths = new Map<string, Set<string>>()
  for (const { kind, name, container, path } of [...declaredSymbols(own), ...declaredMembers(own)]) {
    const key = kind === 'file' ? container : name
    const known = paths.get(key)
    if (known === undefined) paths.set(key, new Set([path]))
    else known.add(path)
  }
  return paths
}

/** Every file stands behind those that it imports: from the last one on, each adds its own. */
function withImports(image: Image, paths: ReadonlySet<string>): Set<string> {
  const wanted = new Set(paths)
  for (const { path, proto } of image.files.toReversed()) {
    if (wanted.has(path)) for (const dependency of proto.dependency) wanted.add(dependency)
  }
  return wanted
}
