import { timestampFromMs } from '@bufbuild/protobuf/wkt'
import type { ServiceImpl } from '@connectrpc/connect'
import type { sessionV1 } from '@wireproof/registry-api'
import type { ServiceContext } from '../../services/service-context.ts'
import { introspectToken } from '../../services/sessions/introspect-token.ts'
import { refreshSession } from '../../services/sessions/refresh-session.ts'
import { revokePresentedToken } from '../../services/sessions/revoke-presented-token.ts'
import { callerOf } from './caller.ts'
import { toScopeGrant, toSessionMessage, toTokenSetMessage } from './session-messages.ts'

type TokenMethods = Required<
  Pick<ServiceImpl<typeof sessionV1.SessionService>, 'refreshSession' | 'introspectToken' | 'revokeToken'>
>

/** The methods of SessionService that work on a token in the request; those of `/oauth2` do the same. */
export function sessionTokenMethods(context: ServiceContext): TokenMethods {
  return {
    async refreshSession({ refreshToken, scopes }, call) {
      const refreshed = await refreshSession(context, refreshToken, scopes.map(toScopeGrant))
      call.responseHeader.set('cache-control', 'no-store')
      const { session, account, tokens } = refreshed
      return { session: toSessionMessage(session, account, session.id), tokens: toTokenSetMessage(tokens) }
    },
    async introspectToken({ token }, call) {
      const found = await introspectToken(context, callerOf(call), token)
      if (found === undefined) return { status: { active: false } }
      const { session, account, scope, issuedAtMs, expiresAtMs } = found
      return {
        status: {
          active: true,
          sessionId: session?.id ?? '',
          principalId: account.id,
          scope,
          audience: context.publicOrigin,
          issueTime: timestampFromMs(issuedAtMs),
          ...(expiresAtMs !== undefined && { expireTime: timestampFromMs(expiresAtMs) }),
        },
      }
    },
    async revokeToken({ token }) {
      await revokePresentedToken(context, token)
      return {}
    },
  }
}
