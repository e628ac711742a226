import type { ServiceImpl } from '@connectrpc/connect'
import type { registryV1 } from '@wireproof/registry-api'
import type { ServiceContext } from '../../services/service-context.ts'
import { transferModule } from '../../services/transfer-module.ts'
import { callerOf } from './caller.ts'
import { toModuleMessage } from './messages.ts'
import { toModuleRef, toOwnerRef } from './refs-from-messages.ts'

export function ownershipService(context: ServiceContext): ServiceImpl<typeof registryV1.OwnershipService> {
  return {
    async transferModule({ moduleRef, ownerRef }, call) {
      const module = await transferModule(context, callerOf(call), toModuleRef(moduleRef), toOwnerRef(ownerRef))
      return { module: toModuleMessage(module) }
    },
  }
}
