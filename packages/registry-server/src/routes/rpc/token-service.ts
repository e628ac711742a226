import { timestampMs } from '@bufbuild/protobuf/wkt'
import type { ServiceImpl } from '@connectrpc/connect'
import { registryV1 } from '@wireproof/registry-api'
import { RegistryError } from '../../registry-error.ts'
import { toPageToken } from '../../services/page-token.ts'
import type { ServiceContext } from '../../services/service-context.ts'
import { issueToken, listTokens, revokeToken } from '../../services/tokens.ts'
import type { Scope } from '../../storage/records.ts'
import { callerOf } from './caller.ts'
import { toTokenMessage } from './messages.ts'

export function tokenService(context: ServiceContext): ServiceImpl<typeof registryV1.TokenService> {
  return {
    async createToken({ note, userName, scope, expireTime }, call) {
      const expiresAtMs = expireTime === undefined ? undefined : timestampMs(expireTime)
      const request = { note, userName, scope: toScope(scope), expiresAtMs }
      const { token, secret } = await issueToken(context, callerOf(call), request)
      return { token: toTokenMessage(token), secret }
    },
    async listTokens({ pageSize, pageToken }, call) {
      const page = { pageSize, pageToken, descending: true }
      const { items, next } = await listTokens(context, callerOf(call), page)
      return { tokens: items.map(toTokenMessage), nextPageToken: toPageToken(next) }
    },
    async revokeToken({ id }, call) {
      await revokeToken(context, callerOf(call), id)
      return {}
    },
  }
}

function toScope(scope: registryV1.Scope): Scope {
  switch (scope) {
    case registryV1.Scope.READ:
      return 'read'
    case registryV1.Scope.PUSH:
      return 'push'
    case registryV1.Scope.ADMIN:
      return 'admin'
    default:
      throw new RegistryError('invalid_argument', 'scope must be SCOPE_READ, SCOPE_PUSH or SCOPE_ADMIN')
  }
}
