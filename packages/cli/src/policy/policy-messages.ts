import type { MessageInitShape } from '@bufbuild/protobuf'
import type { RegistryPolicy, RegistryRuleChoice } from '@wireproof/module'
import type { registryV1 } from '@wireproof/registry-api'
import type { RegistryPlace } from '../registry/registry-place.ts'

type PolicyLevel = NonNullable<MessageInitShape<typeof registryV1.GetPolicyRequestSchema>['level']>

/** The level that a place stands for, as requests name it. */
export function levelOf({ owner, module }: RegistryPlace): PolicyLevel {
  if (owner === undefined) return { case: 'registry' as const, value: {} }
  if (module === undefined)
    return { case: 'ownerRef' as const, value: { value: { case: 'name' as const, value: owner } } }
  return { case: 'moduleRef' as const, value: moduleRefOf(owner, module) }
}

export function moduleRefOf(owner: string, module: string) {
  return { value: { case: 'name' as const, value: { owner, module } } }
}

export function fromPolicyMessage({ breaking, lint, uniqueTypes, uniquePaths }: registryV1.Policy): RegistryPolicy {
  return {
    breaking: breaking && {
      ...fromChoice(breaking),
      ignoreUnstablePackages: breaking.ignoreUnstablePackages,
    },
    lint: lint && {
      ...fromChoice(lint),
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

function fromChoice(choice: registryV1.BreakingPolicy | registryV1.LintPolicy): RegistryRuleChoice {
  const { block, warn, off, ignore } = choice
  const ignoreOnly = Object.fromEntries(choice.ignoreOnly.map(({ id, paths }) => [id, paths]))
  return { block, warn, off, ignore, ignoreOnly }
}

export function toPolicyMessage(policy: RegistryPolicy): MessageInitShape<typeof registryV1.PolicySchema> {
  const { breaking, lint, uniqueTypes, uniquePaths } = policy
  return {
    uniqueTypes,
    uniquePaths,
    ...(breaking === undefined ? {} : { breaking: { ...breaking, ...toChoice(breaking) } }),
    ...(lint === undefined ? {} : { lint: { ...lint, ...toChoice(lint) } }),
  }
}

function toChoice({ block, warn, off, ignore, ignoreOnly }: RegistryRuleChoice) {
  return {
    block: [...block],
    warn: [...warn],
    off: [...off],
    ignore: [...ignore],
    ignoreOnly: Object.entries(ignoreOnly).map(([id, paths]) => ({ id, paths: [...paths] })),
  }
}
