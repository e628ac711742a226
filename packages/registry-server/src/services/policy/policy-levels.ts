import { ownerTarget, REGISTRY_TARGET, resourceTarget } from '../../audit/audit-targets.ts'
import { type AuditEvent, recordChange } from '../../audit/record-event.ts'
import { requireRight } from '../../auth/access.ts'
import type { Caller } from '../../auth/principal.ts'
import { REGISTRY, type Right, type Subject } from '../../auth/rights.ts'
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
  return parsePolicy(await context.store.getPolicy((await resolveTarget(context, caller, ref)).target))
}

/**
 * Replaces what is set at one level, or takes it away. The registry's is its administrators', an owner's needs the right
 * to own, a module's the right to maintain. `invalid_argument` lists everything that is wrong with it.
 */
export async function setPolicy(
  context: ServiceContext,
  caller: Caller,
  ref: PolicyLevelRef,
  policy: Policy | undefined,
): Promise<Policy | undefined> {
  const { target, subject, right, audited } = await resolveTarget(context, caller, ref)
  const principal = requireRight(caller, right, subject)
  const problems = policy === undefined ? [] : policyProblems(policy)
  if (problems.length > 0) throw new RegistryError('invalid_argument', problems.join('\n'))
  const text = policy === undefined ? '' : JSON.stringify(policy)
  await recordChange(
    context,
    (store) => store.setPolicy(target, text, principal.userId, context.now()),
    () => ({ action: 'policy.changed', actor: principal, target: audited, details: { isSet: text !== '' } }),
  )
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

interface Level {
  readonly target: PolicyTarget
  readonly subject: Subject
  /** What it takes to change it. */
  readonly right: Right
  readonly audited: NonNullable<AuditEvent['target']>
}

async function resolveTarget(context: ServiceContext, caller: Caller, ref: PolicyLevelRef): Promise<Level> {
  switch (ref.level) {
    case 'registry':
      return { target: ref, subject: REGISTRY, right: 'own', audited: REGISTRY_TARGET }
    case 'owner': {
      const { id, name } = await resolveOwner(context, ref.owner)
      const subject = { ownerId: id, ownerName: name }
      return { target: { level: 'owner', id }, subject, right: 'own', audited: ownerTarget(subject) }
    }
    case 'module': {
      const module = await resolveModule(context, caller, ref.module)
      const target = { level: 'module', id: module.id } as const
      return { target, subject: module, right: 'maintain', audited: resourceTarget('module', module) }
    }
  }
}
