import { timestampMs } from '@bufbuild/protobuf/wkt'
import type { ServiceImpl } from '@connectrpc/connect'
import { registryV1 } from '@wireproof/registry-api'
import { RegistryError } from '../../registry-error.ts'
import { toPageToken } from '../../services/page-token.ts'
import type { ServiceContext } from '../../services/service-context.ts'
import { issueToken, listTokens, revokeToken } from '../../services/tokens.ts'
import type { ScopeGrant } from '../../storage/account-records.ts'
import { callerOf } from './caller.ts'
import { toTokenMessage } from './messages.ts'
import { toScopeGrant } from './session-messages.ts'

export function tokenService(context: ServiceContext): ServiceImpl<typeof registryV1.TokenService> {
  return {
    async createToken({ note, userName, scope, scopes, expireTime }, call) {
      const expiresAtMs = expireTime === undefined ? undefined : timestampMs(expireTime)
      const request = { note, userName, scopes: toScopes(scope, scopes.map(toScopeGrant)), expiresAtMs }
      const { token, secret } = await issueToken(context, callerOf(call), request)
      call.responseHeader.set('cache-control', 'no-store')
      return { token: toTokenMessage(token), secret }
    },
    async listTokens({ pageSize, pageToken, userName, everyone }, call) {
      const page = { pageSize, pageToken, descending: true }
      const { items, next } = await listTokens(context, callerOf(call), { userName, everyone }, page)
      return { tokens: items.map(toTokenMessage), nextPageToken: toPageToken(next) }
    },
    async revokeToken({ id }, call) {
      await revokeToken(context, callerOf(call), id)
      return {}
    },
  }
}

function toScopes(scope: registryV1.Scope, scopes: readonly ScopeGrant[]): readonly ScopeGrant[] {
  if (scope === registryV1.Scope.UNSPECIFIED && scopes.length > 0) return scopes
  if (scopes.length > 0) {
    throw new RegistryError('invalid_argument', 'scope and scopes exclude each other; set one of them')
  }
  switch (scope) {
    case registryV1.Scope.READ:
      return [{ permission: 'read', resource: '' }]
    case registryV1.Scope.PUSH:
      return [{ permission: 'push', resource: '' }]
    case registryV1.Scope.ADMIN:
      return [{ permission: 'admin', resource: '' }]
    default:
      throw new RegistryError(
        'invalid_argument',
        'scope must be SCOPE_READ, SCOPE_PUSH or SCOPE_ADMIN, or scopes be set',
      )
  }
}
