import type { MessageInitShape } from '@bufbuild/protobuf'
import { timestampFromMs } from '@bufbuild/protobuf/wkt'
import type { ServiceImpl } from '@connectrpc/connect'
import { sessionV1 } from '@wireproof/registry-api'
import { RegistryError } from '../../registry-error.ts'
import { accountLinkUrl, type NewSecretLink } from '../../services/accounts/account-links.ts'
import { deleteAccount, setAccountState, setRegistryRole } from '../../services/accounts/change-account.ts'
import { createRobot, createUser } from '../../services/accounts/create-account.ts'
import { getAccount, listAccounts } from '../../services/accounts/read-accounts.ts'
import { changePassword, redeemAccountLink, resetPassword } from '../../services/accounts/set-password.ts'
import { toPageToken } from '../../services/page-token.ts'
import type { OwnerRef } from '../../services/refs.ts'
import type { ServiceContext } from '../../services/service-context.ts'
import { renewSession } from '../../services/sessions/renew-session.ts'
import type { AccountRecord, RegistryRole } from '../../storage/account-records.ts'
import { answerLogin } from './answer-login.ts'
import { callerOf } from './caller.ts'
import { PRINCIPAL_TYPE } from './session-messages.ts'

const STATE = {
  active: sessionV1.AccountState.ACTIVE,
  disabled: sessionV1.AccountState.DISABLED,
  deleted: sessionV1.AccountState.DELETED,
} as const
const ROLE = {
  none: sessionV1.RegistryRole.NONE,
  reader: sessionV1.RegistryRole.READER,
  writer: sessionV1.RegistryRole.WRITER,
  admin: sessionV1.RegistryRole.ADMIN,
} as const

export function accountService(context: ServiceContext): ServiceImpl<typeof sessionV1.AccountService> {
  return {
    async createUser({ name, registryRole }, call) {
      const wanted = { name, registryRole: toRole(registryRole) ?? 'none' } as const
      const { account, ...link } = await createUser(context, callerOf(call), wanted)
      call.responseHeader.set('cache-control', 'no-store')
      return { account: toAccountMessage(account), link: toLinkMessage(context, link) }
    },
    async createRobot({ name, registryRole }, call) {
      const wanted = { name, registryRole: toRole(registryRole) ?? 'none' } as const
      return { account: toAccountMessage(await createRobot(context, callerOf(call), wanted)) }
    },
    async getAccount({ accountRef }, call) {
      const account = await getAccount(context, callerOf(call), accountRef && toAccountRef(accountRef))
      return { account: toAccountMessage(account) }
    },
    async listAccounts({ pageSize, pageToken }, call) {
      const page = { pageSize, pageToken, descending: true }
      const { items, next } = await listAccounts(context, callerOf(call), page)
      return { accounts: items.map(toAccountMessage), nextPageToken: toPageToken(next) }
    },
    async changePassword({ oldPassword, newPassword }, call) {
      const caller = callerOf(call)
      const cookieHeader = call.requestHeader.get('cookie') ?? undefined
      const revokedCount = await changePassword(context, caller, { oldPassword, newPassword, cookieHeader })
      if (caller?.credential.kind !== 'session') return { revokedCount }
      const account = await getAccount(context, caller, undefined)
      const renewed = await renewSession(context, caller.credential.sessionId)
      return { revokedCount, ...(await answerLogin(context, { ...renewed, account }, call)) }
    },
    async resetPassword({ accountRef }, call) {
      const link = await resetPassword(context, callerOf(call), toAccountRef(accountRef))
      call.responseHeader.set('cache-control', 'no-store')
      return { link: toLinkMessage(context, link) }
    },
    async redeemAccountLink({ secret, password }) {
      const { account } = await redeemAccountLink(context, { secret, password })
      return { account: toAccountMessage(account) }
    },
    async setAccountState({ accountRef, state }, call) {
      const wanted = toState(state)
      const account = await setAccountState(context, callerOf(call), toAccountRef(accountRef), wanted)
      return { account: toAccountMessage(account) }
    },
    async setRegistryRole({ accountRef, registryRole }, call) {
      const role = toRole(registryRole)
      if (role === undefined) throw new RegistryError('invalid_argument', 'registry_role is missing')
      const account = await setRegistryRole(context, callerOf(call), toAccountRef(accountRef), role)
      return { account: toAccountMessage(account) }
    },
    async deleteAccount({ accountRef }, call) {
      await deleteAccount(context, callerOf(call), toAccountRef(accountRef))
      return {}
    },
  }
}

function toAccountMessage(account: AccountRecord): MessageInitShape<typeof sessionV1.AccountSchema> {
  const { id, name, userType, state, registryRole, hasPassword, createdAtMs } = account
  return {
    principal: { id, name, type: PRINCIPAL_TYPE[userType] },
    state: STATE[state],
    registryRole: ROLE[registryRole],
    hasPassword,
    createTime: timestampFromMs(createdAtMs),
  }
}

function toLinkMessage(
  context: ServiceContext,
  { link, secret }: NewSecretLink,
): MessageInitShape<typeof sessionV1.AccountLinkSchema> {
  return { url: accountLinkUrl(context, secret), expireTime: timestampFromMs(link.expiresAtMs) }
}

function toAccountRef(ref: sessionV1.AccountRef | undefined): OwnerRef {
  switch (ref?.value.case) {
    case 'id':
      return { id: ref.value.value }
    case 'name':
      return { name: ref.value.value }
    default:
      throw new RegistryError('invalid_argument', 'account_ref is missing: give the id or the name of an account')
  }
}

/** Undefined: not set. */
function toRole(role: sessionV1.RegistryRole): RegistryRole | undefined {
  const [name] = Object.entries(ROLE).find(([, value]) => value === role) ?? []
  return name as RegistryRole | undefined
}

function toState(state: sessionV1.AccountState): 'active' | 'disabled' {
  if (state === sessionV1.AccountState.ACTIVE) return 'active'
  if (state === sessionV1.AccountState.DISABLED) return 'disabled'
  throw new RegistryError(
    'invalid_argument',
    'state must be ACCOUNT_STATE_ACTIVE or ACCOUNT_STATE_DISABLED; to delete one, call DeleteAccount',
  )
}
