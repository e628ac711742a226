import type { MessageInitShape } from '@bufbuild/protobuf'
import type { RegistryPolicy } from '@wireproof/module'
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

export function fromPolicyMessage({ breaking, uniqueTypes, uniquePaths }: registryV1.Policy): RegistryPolicy {
  return {
    breaking: breaking && {
      block: breaking.block,
      warn: breaking.warn,
      off: breaking.off,
      ignore: breaking.ignore,
      ignoreOnly: Object.fromEntries(breaking.ignoreOnly.map(({ id, paths }) => [id, paths])),
      ignoreUnstablePackages: breaking.ignoreUnstablePackages,
    },
    uniqueTypes,
    uniquePaths,
  }
}

export function toPolicyMessage(policy: RegistryPolicy): MessageInitShape<typeof registryV1.PolicySchema> {
  const { breaking, uniqueTypes, uniquePaths } = policy
  if (breaking === undefined) return { uniqueTypes, uniquePaths }
  return {
    uniqueTypes,
    uniquePaths,
    breaking: {
      block: [...breaking.block],
      warn: [...breaking.warn],
      off: [...breaking.off],
      ignore: [...breaking.ignore],
      ignoreOnly: Object.entries(breaking.ignoreOnly).map(([id, paths]) => ({ id, paths: [...paths] })),
      ignoreUnstablePackages: breaking.ignoreUnstablePackages,
    },
  }
}
