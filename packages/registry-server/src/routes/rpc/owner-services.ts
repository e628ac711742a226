import { timestampFromMs } from '@bufbuild/protobuf/wkt'
import type { ServiceImpl } from '@connectrpc/connect'
import { ownerV1, registryV1alpha1 } from '@wireproof/registry-api'
import {
  createOrganizations,
  deleteOrganizations,
  getCurrentUser,
  listOwners,
  resolveOwners,
  updateOrganizations,
} from '../../services/owners.ts'
import { toPageToken } from '../../services/page-token.ts'
import type { ServiceContext } from '../../services/service-context.ts'
import { callerOf } from './caller.ts'
import { toOrganizationMessage, toOwnerMessage, toUserMessage } from './messages.ts'
import { assertBatch, toOwnerRef } from './refs-from-messages.ts'

export function ownerService(context: ServiceContext): ServiceImpl<typeof ownerV1.OwnerService> {
  return {
    async getOwners({ ownerRefs }) {
      assertBatch(ownerRefs)
      return { owners: (await resolveOwners(context, ownerRefs.map(toOwnerRef))).map(toOwnerMessage) }
    },
  }
}

export function userService(context: ServiceContext): Partial<ServiceImpl<typeof ownerV1.UserService>> {
  return {
    async getCurrentUser(_request, call) {
      return { user: toUserMessage(await getCurrentUser(context, callerOf(call))) }
    },
    async getUsers({ userRefs }) {
      assertBatch(userRefs)
      return { users: (await resolveOwners(context, userRefs.map(toOwnerRef), 'user')).map(toUserMessage) }
    },
    async listUsers({ pageSize, pageToken, order }, call) {
      const descending = order !== ownerV1.ListUsersRequest_Order.CREATE_TIME_ASC
      const page = { pageSize, pageToken, descending }
      const { items, next } = await listOwners(context, callerOf(call), 'user', page)
      return { users: items.map(toUserMessage), nextPageToken: toPageToken(next) }
    },
  }
}

export function organizationService(context: ServiceContext): ServiceImpl<typeof ownerV1.OrganizationService> {
  return {
    async getOrganizations({ organizationRefs }) {
      assertBatch(organizationRefs)
      const found = await resolveOwners(context, organizationRefs.map(toOwnerRef), 'organization')
      return { organizations: found.map(toOrganizationMessage) }
    },
    async listOrganizations({ pageSize, pageToken, order }, call) {
      const descending = order !== ownerV1.ListOrganizationsRequest_Order.CREATE_TIME_ASC
      const page = { pageSize, pageToken, descending }
      const { items, next } = await listOwners(context, callerOf(call), 'organization', page)
      return { organizations: items.map(toOrganizationMessage), nextPageToken: toPageToken(next) }
    },
    async createOrganizations({ values }, call) {
      assertBatch(values)
      const created = await createOrganizations(context, callerOf(call), values)
      return { organizations: created.map(toOrganizationMessage) }
    },
    async updateOrganizations({ values }, call) {
      assertBatch(values)
      const updates = values.map(({ organizationRef, description, url }) => ({
        ref: toOwnerRef(organizationRef),
        description,
        url,
      }))
      const updated = await updateOrganizations(context, callerOf(call), updates)
      return { organizations: updated.map(toOrganizationMessage) }
    },
    async deleteOrganizations({ organizationRefs }, call) {
      assertBatch(organizationRefs)
      await deleteOrganizations(context, callerOf(call), organizationRefs.map(toOwnerRef))
      return {}
    },
  }
}

/** What `buf registry login` asks, and `buf registry whoami` of older versions. */
export function authnService(context: ServiceContext): ServiceImpl<typeof registryV1alpha1.AuthnService> {
  return {
    async getCurrentUser(_request, call) {
      const user = await getCurrentUser(context, callerOf(call))
      return {
        user: {
          id: user.id,
          createTime: timestampFromMs(user.createdAtMs),
          updateTime: timestampFromMs(user.updatedAtMs),
          username: user.name,
          description: user.description,
          url: user.url,
          userType:
            user.userType === 'machine' ? registryV1alpha1.UserType.MACHINE : registryV1alpha1.UserType.PERSONAL,
        },
      }
    },
    async getCurrentUserSubject(_request, call) {
      return { subject: (await getCurrentUser(context, callerOf(call))).id }
    },
  }
}
