import type { MessageInitShape } from '@bufbuild/protobuf'
import { durationFromMs, timestampFromMs } from '@bufbuild/protobuf/wkt'
import { sessionV1 } from '@wireproof/registry-api'
import type { TokenSet } from '../../services/sessions/issue-token-set.ts'
import type { AccountRecord, ScopeGrant } from '../../storage/account-records.ts'
import type { SessionBinding, SessionRecord } from '../../storage/session-records.ts'

/** Sessions as messages. */

export const PRINCIPAL_TYPE = {
  standard: sessionV1.PrincipalType.USER,
  machine: sessionV1.PrincipalType.ROBOT,
} as const
const STRATEGY = {
  cookie: sessionV1.Strategy.COOKIE,
  token: sessionV1.Strategy.TOKEN,
  'server-side': sessionV1.Strategy.SERVER_SIDE,
} as const
const PERMISSION = {
  read: sessionV1.Permission.READ,
  push: sessionV1.Permission.PUSH,
  admin: sessionV1.Permission.ADMIN,
} as const
const REASON = {
  logout: sessionV1.RevocationReason.LOGOUT,
  user: sessionV1.RevocationReason.USER,
  administrator: sessionV1.RevocationReason.ADMINISTRATOR,
  'credential-changed': sessionV1.RevocationReason.CREDENTIAL_CHANGED,
  'principal-disabled': sessionV1.RevocationReason.PRINCIPAL_DISABLED,
  'refresh-token-reused': sessionV1.RevocationReason.REFRESH_TOKEN_REUSED,
  limit: sessionV1.RevocationReason.LIMIT,
} as const

/** `currentId`: the session that makes the request. */
export function toSessionMessage(
  session: SessionRecord,
  account: AccountRecord,
  currentId: string | undefined,
): MessageInitShape<typeof sessionV1.SessionSchema> {
  const { revocation, binding } = session
  const idleExpiresAtMs = Math.min(session.lastActiveAtMs + session.idleTimeoutMs, session.absoluteExpiresAtMs)
  return {
    id: session.id,
    principal: { id: account.id, name: account.name, type: PRINCIPAL_TYPE[account.userType] },
    strategy: STRATEGY[session.strategy],
    scopes: session.scopes.map(toScopeMessage),
    expiry: {
      idleTimeout: durationFromMs(session.idleTimeoutMs),
      absoluteTimeout: durationFromMs(session.absoluteTimeoutMs),
      idleExpireTime: timestampFromMs(idleExpiresAtMs),
      absoluteExpireTime: timestampFromMs(session.absoluteExpiresAtMs),
    },
    client: { name: session.clientName, createAddress: session.createAddress, lastAddress: session.lastAddress },
    createTime: timestampFromMs(session.createdAtMs),
    lastActiveTime: timestampFromMs(session.lastActiveAtMs),
    authenticateTime: timestampFromMs(session.authenticatedAtMs),
    isCurrent: session.id === currentId,
    ...(binding && { binding: toBindingMessage(binding) }),
    ...(revocation && {
      revocation: {
        time: timestampFromMs(revocation.atMs),
        reason: REASON[revocation.reason],
        principalId: revocation.byUserId ?? '',
      },
    }),
  }
}

export function toScopeMessage({ permission, resource }: ScopeGrant): MessageInitShape<typeof sessionV1.ScopeSchema> {
  return { permission: PERMISSION[permission], resource }
}

export function toTokenSetMessage(tokens: TokenSet): MessageInitShape<typeof sessionV1.TokenSetSchema> {
  const { accessToken, tokenType, accessTokenExpiresAtMs, refreshToken, refreshTokenExpiresAtMs } = tokens
  return {
    accessToken,
    tokenType,
    accessTokenExpireTime: timestampFromMs(accessTokenExpiresAtMs),
    refreshToken,
    ...(refreshToken !== '' && { refreshTokenExpireTime: timestampFromMs(refreshTokenExpiresAtMs) }),
  }
}

/** What is not set means everything. */
export function toScopeGrant({ permission, resource }: sessionV1.Scope): ScopeGrant {
  switch (permission) {
    case sessionV1.Permission.READ:
      return { permission: 'read', resource }
    case sessionV1.Permission.PUSH:
      return { permission: 'push', resource }
    default:
      return { permission: 'admin', resource }
  }
}

function toBindingMessage({ kind, thumbprint }: SessionBinding): MessageInitShape<typeof sessionV1.BindingSchema> {
  return {
    key:
      kind === 'dpop'
        ? { case: 'dpopJwkThumbprint', value: thumbprint }
        : { case: 'mtlsCertificateThumbprint', value: thumbprint },
  }
}
