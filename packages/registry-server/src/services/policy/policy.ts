import type { RegistryBreakingPolicy, RegistryLintPolicy, RegistryPolicy } from '@wireproof/module'
import type { PolicyRecord } from '../../storage/records.ts'

/** What becomes of a push that a rule finds something in. */
export type PolicyAction = 'block' | 'warn'

/** What one level says about breaking changes. */
export type BreakingPolicy = RegistryBreakingPolicy

/** What one level says about style. */
export type LintPolicy = RegistryLintPolicy

/** What is set for the registry, for an owner or for a module. */
export type Policy = RegistryPolicy

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
  return { breaking, lint: undefined, uniqueTypes: false, uniquePaths: false }
}
