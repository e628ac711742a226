import type { ServiceImpl } from '@connectrpc/connect'
import { moduleV1 } from '@wireproof/registry-api'
import { createModules, deleteModules, listModules, updateModules } from '../../services/modules.ts'
import { toPageToken } from '../../services/page-token.ts'
import { resolveModules } from '../../services/resolve-module.ts'
import type { ServiceContext } from '../../services/service-context.ts'
import type { Visibility } from '../../storage/records.ts'
import { callerOf } from './caller.ts'
import { toModuleMessage } from './messages.ts'
import { assertBatch, toModuleRef, toOwnerRef } from './refs-from-messages.ts'

const { ListModulesRequest_Order: Order, ModuleState, ModuleVisibility } = moduleV1

export function moduleService(context: ServiceContext): ServiceImpl<typeof moduleV1.ModuleService> {
  return {
    async getModules({ moduleRefs }, call) {
      assertBatch(moduleRefs)
      const modules = await resolveModules(context, callerOf(call), moduleRefs.map(toModuleRef))
      return { modules: modules.map(toModuleMessage) }
    },
    async listModules({ ownerRefs, order, pageSize, pageToken }, call) {
      assertBatch(ownerRefs)
      const byUpdate = order === Order.UPDATE_TIME_ASC || order === Order.UPDATE_TIME_DESC
      const descending = order !== Order.CREATE_TIME_ASC && order !== Order.UPDATE_TIME_ASC
      const { items, next } = await listModules(
        context,
        callerOf(call),
        { owners: ownerRefs.map(toOwnerRef), orderBy: byUpdate ? 'updated' : 'created' },
        { pageSize, pageToken, descending },
      )
      return { modules: items.map(toModuleMessage), nextPageToken: toPageToken(next) }
    },
    async createModules({ values }, call) {
      assertBatch(values)
      const modules = values.map((value) => ({
        owner: toOwnerRef(value.ownerRef),
        name: value.name,
        visibility: toVisibility(value.visibility) ?? ('private' as const),
        description: value.description,
        url: value.url,
        defaultLabelName: value.defaultLabelName,
      }))
      const created = await createModules(context, callerOf(call), modules)
      return { modules: created.map(toModuleMessage) }
    },
    async updateModules({ values }, call) {
      assertBatch(values)
      const updates = values.map((value) => ({
        ref: toModuleRef(value.moduleRef),
        visibility: toVisibility(value.visibility),
        state: toState(value.state),
        description: value.description,
        url: value.url,
        defaultLabelName: value.defaultLabelName || undefined,
      }))
      const updated = await updateModules(context, callerOf(call), updates)
      return { modules: updated.map(toModuleMessage) }
    },
    async deleteModules({ moduleRefs }, call) {
      assertBatch(moduleRefs)
      await deleteModules(context, callerOf(call), moduleRefs.map(toModuleRef))
      return {}
    },
  }
}

function toVisibility(visibility: moduleV1.ModuleVisibility | undefined): Visibility | undefined {
  if (visibility === ModuleVisibility.PUBLIC) return 'public'
  return visibility === ModuleVisibility.PRIVATE ? 'private' : undefined
}

function toState(state: moduleV1.ModuleState | undefined): 'active' | 'deprecated' | undefined {
  if (state === ModuleState.ACTIVE) return 'active'
  return state === ModuleState.DEPRECATED ? 'deprecated' : undefined
}
