import type { MessageInitShape } from '@bufbuild/protobuf'
import type { ServiceImpl } from '@connectrpc/connect'
import type { RegistryRuleChoice } from '@wireproof/module'
import { registryV1 } from '@wireproof/registry-api'
import { RegistryError } from '../../registry-error.ts'
import { type EffectiveRule, effectiveLintRules, effectiveRules } from '../../services/policy/effective-policy.ts'
import type { BreakingPolicy, Policy } from '../../services/policy/policy.ts'
import { getEffectivePolicy, getPolicy, type PolicyLevelRef, setPolicy } from '../../services/policy/policy-levels.ts'
import type { ServiceContext } from '../../services/service-context.ts'
import { callerOf } from './caller.ts'
import { toModuleRef, toOwnerRef } from './refs-from-messages.ts'

type PolicyMessage = MessageInitShape<typeof registryV1.PolicySchema>

export const POLICY_ACTIONS = { warn: registryV1.PolicyAction.WARN, block: registryV1.PolicyAction.BLOCK } as const

export function policyService(context: ServiceContext): ServiceImpl<typeof registryV1.PolicyService> {
  return {
    async getPolicy({ level }, call) {
      return withPolicy(await getPolicy(context, callerOf(call), toLevelRef(level)))
    },
    async setPolicy({ level, policy }, call) {
      const wanted = policy && fromMessage(policy)
      return withPolicy(await setPolicy(context, callerOf(call), toLevelRef(level), wanted))
    },
    async getEffectivePolicy({ moduleRef }, call) {
      const effective = await getEffectivePolicy(context, callerOf(call), toModuleRef(moduleRef))
      const { levels, uniqueTypes, uniquePaths, digest } = effective
      const set = Object.entries(levels).flatMap(([name, level]) =>
        level === undefined ? [] : [[name, toMessage(level)] as const],
      )
      return {
        rules: effectiveRules(effective).map(toRuleMessage),
        lintRules: effectiveLintRules(effective).map(toRuleMessage),
        uniqueTypes,
        uniquePaths,
        digest,
        ...Object.fromEntries(set),
      }
    },
  }
}

function toLevelRef(
  level: registryV1.GetPolicyRequest['level'] | registryV1.SetPolicyRequest['level'],
): PolicyLevelRef {
  switch (level.case) {
    case 'registry':
      return { level: 'registry' }
    case 'ownerRef':
      return { level: 'owner', owner: toOwnerRef(level.value) }
    case 'moduleRef':
      return { level: 'module', module: toModuleRef(level.value) }
    default:
      throw new RegistryError('invalid_argument', 'no level is named: set module_ref, owner_ref or registry')
  }
}

function withPolicy(policy: Policy | undefined): { policy?: PolicyMessage } {
  return policy === undefined ? {} : { policy: toMessage(policy) }
}

function toRuleMessage({ id, action, isPartial }: EffectiveRule) {
  return { id, action: POLICY_ACTIONS[action], isPartial }
}

function toMessage({ breaking, lint, uniqueTypes, uniquePaths }: Policy): PolicyMessage {
  return {
    uniqueTypes,
    uniquePaths,
    ...(breaking === undefined ? {} : { breaking: toBreakingMessage(breaking) }),
    ...(lint === undefined ? {} : { lint: { ...lint, ...toChoiceMessage(lint) } }),
  }
}

function toChoiceMessage({ block, warn, off, ignore, ignoreOnly }: RegistryRuleChoice) {
  return {
    block: [...block],
    warn: [...warn],
    off: [...off],
    ignore: [...ignore],
    ignoreOnly: Object.entries(ignoreOnly).map(([id, paths]) => ({ id, paths: [...paths] })),
  }
}

function toBreakingMessage(breaking: BreakingPolicy): MessageInitShape<typeof registryV1.BreakingPolicySchema> {
  return { ...toChoiceMessage(breaking), ignoreUnstablePackages: breaking.ignoreUnstablePackages }
}

function fromMessage({ breaking, lint, uniqueTypes, uniquePaths }: registryV1.Policy): Policy {
  return {
    breaking: breaking && {
      ...fromChoiceMessage(breaking),
      ignoreUnstablePackages: breaking.ignoreUnstablePackages,
    },
    lint: lint && {
      ...fromChoiceMessage(lint),
      enumZeroValueSuffix: lint.enumZeroValueSuffix,
      serviceSuffix: lint.serviceSuffix,
      rpcAllowSameRequestResponse: lint.rpcAllowSameRequestResponse,
      rpcAllowGoogleProtobufEmptyRequests: lint.rpcAllowGoogleProtobufEmptyRequests,
      rpcAllowGoogleProtobufEmptyResponses: lint.rpcAllowGoogleProtobufEmptyResponses,
      disallowCommentIgnores: lint.disallowCommentIgnores,
    },
    uniqueTypes,
    uniquePaths,
  }
}

function fromChoiceMessage(choice: registryV1.BreakingPolicy | registryV1.LintPolicy): RegistryRuleChoice {
  const ignoreOnly = new Map<string, string[]>()
  for (const { id, paths } of choice.ignoreOnly) ignoreOnly.set(id, [...(ignoreOnly.get(id) ?? []), ...paths])
  const { block, warn, off, ignore } = choice
  return { block, warn, off, ignore, ignoreOnly: Object.fromEntries(ignoreOnly) }
}
