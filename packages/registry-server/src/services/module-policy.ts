import { defaultPolicy, type Policy, resolveRules } from '@wireproof/diff-engine'
import { modulePathProblem } from '@wireproof/module'
import { requireScope } from '../auth/access.ts'
import type { Caller } from '../auth/principal.ts'
import { MAX_POLICY_ENTRIES, MAX_POLICY_ENTRY_CHARS } from '../limits.ts'
import { RegistryError } from '../registry-error.ts'
import type { PolicyRecord } from '../storage/records.ts'
import type { ModuleRef } from './refs.ts'
import { resolveModule } from './resolve-module.ts'
import type { ServiceContext } from './service-context.ts'

/** The part of a policy that is the module's choice. */
export type ModulePolicy = Pick<Policy, 'use' | 'except' | 'ignore' | 'ignoreOnly' | 'ignoreUnstablePackages'>

const DEFAULT_POLICY: ModulePolicy = {
  use: [],
  except: [],
  ignore: [],
  ignoreOnly: {},
  ignoreUnstablePackages: false,
}

/** The stored policy; the default (FILE, nothing excepted) when none was set. */
export function parsePolicy({ text }: PolicyRecord): ModulePolicy {
  return text === '' ? DEFAULT_POLICY : { ...DEFAULT_POLICY, ...(JSON.parse(text) as Partial<ModulePolicy>) }
}

/**
 * The policy as the diff engine takes it. Imports are left out: what a dependency promises was checked when that was
 * pushed.
 */
export function toEnginePolicy(policy: ModulePolicy): Policy {
  return { ...defaultPolicy('v2'), ...policy, excludeImports: true }
}

export async function getModulePolicy(context: ServiceContext, caller: Caller, ref: ModuleRef): Promise<ModulePolicy> {
  const module = await resolveModule(context, caller, ref)
  return parsePolicy(await context.store.getPolicy(module.id))
}

/** Replaces the policy of a module; needs the scope admin. `invalid_argument` lists everything that is wrong with it. */
export async function setModulePolicy(
  context: ServiceContext,
  caller: Caller,
  ref: ModuleRef,
  policy: ModulePolicy,
): Promise<ModulePolicy> {
  const principal = requireScope(caller, 'admin')
  const module = await resolveModule(context, principal, ref)
  const problems = policyProblems(policy)
  if (problems.length > 0) throw new RegistryError('invalid_argument', problems.join('\n'))
  await context.store.setPolicy(module.id, JSON.stringify(policy), principal.userId, context.now())
  return policy
}

function policyProblems(policy: ModulePolicy): string[] {
  const paths = [...policy.ignore, ...Object.values(policy.ignoreOnly).flat()]
  const entries = [...policy.use, ...policy.except, ...Object.keys(policy.ignoreOnly), ...paths]
  if (entries.length > MAX_POLICY_ENTRIES || entries.some((entry) => entry.length > MAX_POLICY_ENTRY_CHARS)) {
    return [`a policy has at most ${MAX_POLICY_ENTRIES} entries of at most ${MAX_POLICY_ENTRY_CHARS} characters`]
  }
  const pathProblems = paths.map(modulePathProblem).filter((problem) => problem !== undefined)
  const ruleProblems = resolveRules(toEnginePolicy(policy)).errors.map(({ part, message }) => `${part}: ${message}`)
  return [...ruleProblems, ...pathProblems]
}
