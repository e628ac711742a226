import type { FindingDirection, Severity } from './finding.ts'
import type { JsonProfile } from './wire/read-json.ts'

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
  /** What only Wireproof knows. Left out: none of our own rules, and each finding is an error. */
  readonly own?: OwnPolicy | undefined
}

/**
 * The part of a policy that buf has no words for. What the other part ignores, files and packages, is ignored here too.
 * The meaning of each part is that of `breaking:` in wireproof.yaml.
 */
export interface OwnPolicy {
  /** Ids of our own rules and categories; all are off unless named. */
  readonly use: readonly string[]
  readonly except: readonly string[]
  /** Where our own rules are silent, in addition. */
  readonly ignore: readonly string[]
  /** Id of an own rule or category to paths. */
  readonly ignoreOnly: Readonly<Record<string, readonly string[]>>
  /** Other than `both`: leave out findings that hurt the other direction alone. */
  readonly direction: FindingDirection
  /** How JSON readers treat a key that they do not know, in proofs and our own rules. */
  readonly jsonProfile: JsonProfile
  /** What findings count for, by the id of any rule; without an entry as the rule says, which is mostly `error`. */
  readonly severities: Readonly<Record<string, Severity>>
}
