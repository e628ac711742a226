import type { MessageInitShape } from '@bufbuild/protobuf'
import type { ServiceImpl } from '@connectrpc/connect'
import type { registryV1 } from '@wireproof/registry-api'
import { getModulePolicy, type ModulePolicy, setModulePolicy } from '../../services/module-policy.ts'
import type { ServiceContext } from '../../services/service-context.ts'
import { callerOf } from './caller.ts'
import { toModuleRef } from './refs-from-messages.ts'

export function policyService(context: ServiceContext): ServiceImpl<typeof registryV1.PolicyService> {
  return {
    async getPolicy({ moduleRef }, call) {
      return { policy: toMessage(await getModulePolicy(context, callerOf(call), toModuleRef(moduleRef))) }
    },
    async setPolicy({ moduleRef, policy }, call) {
      const wanted = fromMessage(policy)
      return { policy: toMessage(await setModulePolicy(context, callerOf(call), toModuleRef(moduleRef), wanted)) }
    },
  }
}

function toMessage(policy: ModulePolicy): MessageInitShape<typeof registryV1.BreakingPolicySchema> {
  return {
    use: [...policy.use],
    except: [...policy.except],
    ignore: [...policy.ignore],
    ignoreOnly: Object.entries(policy.ignoreOnly).map(([id, paths]) => ({ id, paths: [...paths] })),
    ignoreUnstablePackages: policy.ignoreUnstablePackages,
  }
}

/** No policy means the default one. */
function fromMessage(policy: registryV1.BreakingPolicy | undefined): ModulePolicy {
  return {
    use: policy?.use ?? [],
    except: policy?.except ?? [],
    ignore: policy?.ignore ?? [],
    ignoreOnly: Object.fromEntries((policy?.ignoreOnly ?? []).map(({ id, paths }) => [id, paths])),
    ignoreUnstablePackages: policy?.ignoreUnstablePackages ?? false,
  }
}
