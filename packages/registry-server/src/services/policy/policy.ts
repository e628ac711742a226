import type { PolicyRecord } from '../../storage/records.ts'

/** What becomes of a push that a rule finds something in. */
export type PolicyAction = 'block' | 'warn'

/** What one level says about breaking changes. Ids are those of rules and categories. */
export interface BreakingPolicy {
  readonly block: readonly string[]
  readonly warn: readonly string[]
  /** Left out of the two lists above. */
  readonly off: readonly string[]
  /** Import paths of files or folders. */
  readonly ignore: readonly string[]
  /** Rule or category id to paths. */
  readonly ignoreOnly: Readonly<Record<string, readonly string[]>>
  readonly ignoreUnstablePackages: boolean
}

/** What is set for the registry, for an owner or for a module. */
export interface Policy {
  /** Undefined: nothing about breaking changes. */
  readonly breaking: BreakingPolicy | undefined
  readonly uniqueTypes: boolean
  readonly uniquePaths: boolean
}

/** What holds where no level says anything about breaking changes. */
export const DEFAULT_BREAKING: BreakingPolicy = {
  block: ['FILE'],
  warn: [],
  off: [],
  ignore: [],
  ignoreOnly: {},
  ignoreUnstablePackages: false,
}

/** The form of the first version: what it used, a push is refused for. */
interface FormerPolicy {
  readonly use: readonly string[]
  readonly except: readonly string[]
}

/** What is stored; undefined when nothing is set. */
export function parsePolicy({ text }: PolicyRecord): Policy | undefined {
  if (text === '') return undefined
  const stored = JSON.parse(text) as Policy | (FormerPolicy & Omit<BreakingPolicy, 'block' | 'warn' | 'off'>)
  if (!('use' in stored)) return stored
  const { use, except, ...rest } = stored
  const breaking = { ...DEFAULT_BREAKING, ...rest, block: use.length === 0 ? DEFAULT_BREAKING.block : use, off: except }
  return { breaking, uniqueTypes: false, uniquePaths: false }
}
