import type { ServiceImpl } from '@connectrpc/connect'
import type { registryV1 } from '@wireproof/registry-api'
import { MAX_DEPENDANTS } from '../../limits.ts'
import { listAffectedDependants } from '../../services/dependants/list-affected-dependants.ts'
import { toDependantMessage } from '../../services/finding-messages.ts'
import type { ServiceContext } from '../../services/service-context.ts'
import { callerOf } from './caller.ts'
import { toModuleRef } from './refs-from-messages.ts'

export function dependantService(context: ServiceContext): ServiceImpl<typeof registryV1.DependantService> {
  return {
    async listAffectedDependants({ moduleRef, symbols }, call) {
      const found = await listAffectedDependants(context, callerOf(call), toModuleRef(moduleRef), symbols)
      return { dependants: found.slice(0, MAX_DEPENDANTS).map(toDependantMessage), total: found.length }
    },
  }
}
