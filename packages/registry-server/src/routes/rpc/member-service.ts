import type { ServiceImpl } from '@connectrpc/connect'
import { registryV1 } from '@wireproof/registry-api'
import { RegistryError } from '../../registry-error.ts'
import { listMembers, removeMember, setMember } from '../../services/members.ts'
import { toPageToken } from '../../services/page-token.ts'
import type { ServiceContext } from '../../services/service-context.ts'
import type { MemberRecord, MemberRole } from '../../storage/account-records.ts'
import { callerOf } from './caller.ts'
import { toOwnerRef } from './refs-from-messages.ts'

const ROLE = {
  reader: registryV1.MemberRole.READER,
  writer: registryV1.MemberRole.WRITER,
  maintainer: registryV1.MemberRole.MAINTAINER,
  owner: registryV1.MemberRole.OWNER,
} as const

export function memberService(context: ServiceContext): ServiceImpl<typeof registryV1.MemberService> {
  return {
    async listMembers({ organizationRef, pageSize, pageToken }, call) {
      const page = { pageSize, pageToken, descending: false }
      const { items, next } = await listMembers(context, callerOf(call), toOwnerRef(organizationRef), page)
      return { members: items.map(toMemberMessage), nextPageToken: toPageToken(next) }
    },
    async setMember({ organizationRef, userRef, role }, call) {
      const wanted = { user: toOwnerRef(userRef), role: toRole(role) }
      return {
        member: toMemberMessage(await setMember(context, callerOf(call), toOwnerRef(organizationRef), wanted)),
      }
    },
    async removeMember({ organizationRef, userRef }, call) {
      await removeMember(context, callerOf(call), toOwnerRef(organizationRef), toOwnerRef(userRef))
      return {}
    },
  }
}

function toMemberMessage({ userId, userName, role }: Pick<MemberRecord, 'userId' | 'userName' | 'role'>) {
  return { userId, userName, role: ROLE[role] }
}

function toRole(role: registryV1.MemberRole): MemberRole {
  const [name] = Object.entries(ROLE).find(([, value]) => value === role) ?? []
  if (name === undefined) throw new RegistryError('invalid_argument', 'role is missing or unknown')
  return name as MemberRole
}
