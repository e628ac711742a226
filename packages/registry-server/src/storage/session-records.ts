import type { ScopeGrant } from './account-records.ts'

/** How the client carries a session; see `Strategy` in wireproof/session/v1/session.proto. */
export type SessionStrategy = 'cookie' | 'token' | 'server-side'

/** See `RevocationReason` in wireproof/session/v1/session.proto. */
export type SessionRevocationReason =
  | 'logout'
  | 'user'
  | 'administrator'
  | 'credential-changed'
  | 'principal-disabled'
  | 'refresh-token-reused'
  | 'limit'

/** A key that the client holds, by its thumbprint: without it the session's secrets are of no use. */
export type SessionBinding =
  | { readonly kind: 'dpop'; readonly thumbprint: string }
  | { readonly kind: 'mtls'; readonly thumbprint: string }

/** A session without its secret. Times are milliseconds since the epoch, timeouts milliseconds. */
export interface SessionRecord {
  readonly id: string
  readonly userId: string
  readonly strategy: SessionStrategy
  readonly scopes: readonly ScopeGrant[]
  /** The cookie is kept when the browser is closed. */
  readonly isRemembered: boolean
  readonly idleTimeoutMs: number
  readonly absoluteTimeoutMs: number
  readonly createdAtMs: number
  readonly authenticatedAtMs: number
  /** Precise to a minute. */
  readonly lastActiveAtMs: number
  readonly absoluteExpiresAtMs: number
  readonly binding: SessionBinding | undefined
  /** The personal or robot token that the session was made with: the one ends with the other. */
  readonly tokenId: string | undefined
  readonly clientName: string
  readonly createAddress: string
  readonly lastAddress: string
  /** Counts the token sets that were handed out; 0 with other strategies than `token`. */
  readonly generation: number
  /** The oldest generation whose access tokens still work. */
  readonly minGeneration: number
  /** The newest generation of which anything was presented. */
  readonly seenGeneration: number
  readonly revocation:
    | { readonly atMs: number; readonly reason: SessionRevocationReason; readonly byUserId: string | undefined }
    | undefined
}

/** Whether the session has not ended: by revocation, by the idle clock or by the absolute one. */
export function isLive(session: SessionRecord, nowMs: number): boolean {
  return (
    session.revocation === undefined &&
    nowMs < session.absoluteExpiresAtMs &&
    nowMs < session.lastActiveAtMs + session.idleTimeoutMs
  )
}
