import type { MessageInitShape } from '@bufbuild/protobuf'
import type { ServiceImpl } from '@connectrpc/connect'
import type { moduleV1 } from '@wireproof/registry-api'
import { type Resource, resolveResource } from '../../services/resolve-resource.ts'
import type { ServiceContext } from '../../services/service-context.ts'
import { callerOf } from './caller.ts'
import { toCommitMessage, toLabelMessage, toModuleMessage } from './messages.ts'
import { assertBatch, toResourceRef } from './refs-from-messages.ts'

export function resourceService(context: ServiceContext): ServiceImpl<typeof moduleV1.ResourceService> {
  return {
    async getResources({ resourceRefs }, call) {
      assertBatch(resourceRefs)
      const resources: MessageInitShape<typeof moduleV1.ResourceSchema>[] = []
      for (const ref of resourceRefs) {
        resources.push(toResourceMessage(await resolveResource(context, callerOf(call), toResourceRef(ref))))
      }
      return { resources }
    },
  }
}

function toResourceMessage(resource: Resource): MessageInitShape<typeof moduleV1.ResourceSchema> {
  switch (resource.kind) {
    case 'module':
      return { value: { case: 'module', value: toModuleMessage(resource.module) } }
    case 'label':
      return { value: { case: 'label', value: toLabelMessage(resource.label) } }
    case 'commit':
      return { value: { case: 'commit', value: toCommitMessage(resource.commit) } }
  }
}
