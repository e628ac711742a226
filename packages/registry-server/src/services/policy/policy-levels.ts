import { requireScope } from '../../auth/access.ts'
import type { Caller } from '../../auth/principal.ts'
import { RegistryError } from '../../registry-error.ts'
import type { PolicyTarget } from '../../storage/records.ts'
import { resolveOwner } from '../owners.ts'
import type { ModuleRef, OwnerRef } from '../refs.ts'
import { resolveModule } from '../resolve-module.ts'
import type { ServiceContext } from '../service-context.ts'
import { type EffectivePolicy, effectivePolicy } from './effective-policy.ts'
import { type Policy, parsePolicy } from './policy.ts'
import { policyProblems } from './policy-problems.ts'

/** The level that a request speaks of. */
export type PolicyLevelRef =
  | { readonly level: 'registry' }
  | { readonly level: 'owner'; readonly owner: OwnerRef }
  | { readonly level: 'module'; readonly module: ModuleRef }

/** What is set at one level; undefined when nothing is. */
export async function getPolicy(
  context: ServiceContext,
  caller: Caller,
  ref: PolicyLevelRef,
): Promise<Policy | undefined> {
  return parsePolicy(await context.store.getPolicy(await resolveTarget(context, caller, ref)))
}

/**
 * Replaces what is set at one level, or takes it away; needs the scope admin. `invalid_argument` lists everything that
 * is wrong with it.
 */
export async function setPolicy(
  context: ServiceContext,
  caller: Caller,
  ref: PolicyLevelRef,
  policy: Policy | undefined,
): Promise<Policy | undefined> {
  const principal = requireScope(caller, 'admin')
  const target = await resolveTarget(context, principal, ref)
  const problems = policy === undefined ? [] : policyProblems(policy)
  if (problems.length > 0) throw new RegistryError('invalid_argument', problems.join('\n'))
  const text = policy === undefined ? '' : JSON.stringify(policy)
  await context.store.setPolicy(target, text, principal.userId, context.now())
  return policy
}

/** What holds for a module, whichever level says it. */
export async function getEffectivePolicy(
  context: ServiceContext,
  caller: Caller,
  ref: ModuleRef,
): Promise<EffectivePolicy> {
  return effectivePolicy(await context.store.getPolicies(await resolveModule(context, caller, ref)))
}

async function resolveTarget(context: ServiceContext, caller: Caller, ref: PolicyLevelRef): Promise<PolicyTarget> {
  switch (ref.level) {
    case 'registry':
      return ref
    case 'owner':
      return { level: 'owner', id: (await resolveOwner(context, ref.owner)).id }
    case 'module':
      return { level: 'module', id: (await resolveModule(context, caller, ref.module)).id }
  }
}
