import type { ConfigNode, LocatedText } from './config-document.ts'
import { type LocatedPath, readPaths, reportNestedPaths } from './located-path.ts'

/** A `breaking` section as written; paths are those of the file that it stands in. */
export interface BreakingConfig {
  readonly use: readonly LocatedText[]
  readonly except: readonly LocatedText[]
  readonly ignore: readonly LocatedPath[]
  readonly ignoreOnly: readonly {
    readonly id: string
    readonly node: ConfigNode
    readonly paths: readonly LocatedPath[]
  }[]
  readonly ignoreUnstablePackages: boolean
  readonly disableBuiltin: boolean
}

const KEYS = ['use', 'except', 'ignore', 'ignore_only', 'ignore_unstable_packages', 'disable_builtin'] as const

/**
 * Reads a `breaking` section; the keys are the same in all versions. Undefined when there is none, or when it says
 * nothing: such a section of a module does not stand in for that of the workspace.
 * Source: buf's buf.yaml reference, and observed behaviour of buf 1.75 for the empty section.
 */
export function readBreakingConfig(node: ConfigNode | undefined): BreakingConfig | undefined {
  if (node === undefined || node.isEmpty()) return undefined
  const entries = node.entries(KEYS)
  const ignoreOnly = [...(entries.get('ignore_only')?.entries() ?? [])].map(([id, paths]) => ({
    id,
    node: paths,
    paths: readPaths(paths.texts()),
  }))
  const config: BreakingConfig = {
    use: entries.get('use')?.texts() ?? [],
    except: entries.get('except')?.texts() ?? [],
    ignore: readPaths(entries.get('ignore')?.texts() ?? []),
    ignoreOnly,
    ignoreUnstablePackages: entries.get('ignore_unstable_packages')?.truth() ?? false,
    disableBuiltin: entries.get('disable_builtin')?.truth() ?? false,
  }
  reportNestedPaths(config.ignore)
  for (const { paths } of ignoreOnly) reportNestedPaths(paths)
  const { use, except, ignore, ignoreUnstablePackages, disableBuiltin } = config
  const saysSomething = [use, except, ignore, ignoreOnly].some((list) => list.length > 0)
  return saysSomething || ignoreUnstablePackages || disableBuiltin ? config : undefined
}
