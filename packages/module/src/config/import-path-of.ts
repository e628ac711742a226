import type { LocatedPath } from './located-path.ts'
import { isWithin, pathWithin, showFolder } from './relative-path.ts'

/** Where the paths of a section of buf.yaml lead. */
export interface SectionScope {
  /** Such as `breaking`, for problems. */
  readonly section: string
  /** The module's folder, relative to the file. */
  readonly folder: string
  /** The section is the module's own: its paths must lie in the module's folder. */
  readonly isOwn: boolean
}

/**
 * A path of a section as the module's import path; none, for one that does not lie in the module's folder: that is
 * reported, unless the section is shared by several modules.
 */
export function importPathOf({ path, node }: LocatedPath, { section, folder, isOwn }: SectionScope): string[] {
  if (isWithin(path, folder)) return [showFolder(pathWithin(path, folder))]
  if (isOwn) {
    const message = `"${showFolder(path)}" lies outside of the module's folder "${folder}"`
    node.report(`${message}; move it to the "${section}" of the file`)
  }
  return []
}
