/** Version of the configuration language that rule and category ids are looked up in. */
export type PolicyVersion = 'v1beta1' | 'v1' | 'v2'

/**
 * Which rules apply, and where. Paths are import paths of files or folders, matched by whole components.
 * The meaning of each part is that of `breaking:` in buf.yaml.
 */
export interface Policy {
  readonly version: PolicyVersion
  /** Rule or category ids; empty means the default rules (FILE). */
  readonly use: readonly string[]
  readonly except: readonly string[]
  readonly ignore: readonly string[]
  /** Rule or category id to paths. */
  readonly ignoreOnly: Readonly<Record<string, readonly string[]>>
  readonly ignoreUnstablePackages: boolean
  /** Drop findings whose file, on either side, is there only as an import. */
  readonly excludeImports: boolean
}
