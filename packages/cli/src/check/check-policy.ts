import { defaultOwnPolicy, type FindingDirection, type Policy } from '@wireproof/diff-engine'
import type { CompiledModule } from '../inputs/compiled-input.ts'

/** What a run of a command adds to the policies of the modules. */
export interface PolicyOptions {
  /** The policy of a module that carries none, as an image. */
  readonly fallbackPolicy: () => Policy
  readonly excludeImports: boolean
  /** Stands in for the direction that wireproof.yaml says. */
  readonly direction?: FindingDirection | undefined
}

/** The policy that a module is compared by. */
export function checkPolicyOf({ policy }: Pick<CompiledModule, 'policy'>, options: PolicyOptions): Policy {
  const chosen = policy ?? options.fallbackPolicy()
  const excludeImports = chosen.excludeImports || options.excludeImports
  const { direction } = options
  if (direction === undefined) return { ...chosen, excludeImports }
  return { ...chosen, excludeImports, own: { ...(chosen.own ?? defaultOwnPolicy()), direction } }
}
