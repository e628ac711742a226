import type { AccountLinkPurpose, MemberRole } from '../account-records.ts'
import type { SessionRevocationReason, SessionStrategy } from '../session-records.ts'

export interface PasswordsTable {
  user_id: string
  phc: string
  changed_at_ms: number
}

export interface AccountLinksTable {
  lookup: string
  hash: string
  user_id: string
  purpose: AccountLinkPurpose
  created_by_user_id: string | null
  expires_at_ms: number
}

export interface MembersTable {
  organization_id: string
  user_id: string
  role: MemberRole
  created_at_ms: number
}

export interface SessionsTable {
  id: string
  lookup: string | null
  hash: string | null
  user_id: string
  strategy: SessionStrategy
  /** JSON. */
  scopes: string
  is_remembered: number
  idle_timeout_ms: number
  absolute_timeout_ms: number
  created_at_ms: number
  authenticated_at_ms: number
  last_active_at_ms: number
  absolute_expires_at_ms: number
  dpop_thumbprint: string | null
  mtls_thumbprint: string | null
  client_name: string
  create_address: string
  last_address: string
  generation: number
  min_generation: number
  seen_generation: number
  revoked_at_ms: number | null
  revocation_reason: SessionRevocationReason | null
  revoked_by_user_id: string | null
  token_id: string | null
}

export interface RefreshTokensTable {
  lookup: string
  hash: string
  session_id: string
  generation: number
  used_at_ms: number | null
  salt: string | null
}

export interface SigningKeysTable {
  kid: string
  /** JSON. */
  public_jwk: string
  sealed_private_jwk: string
  signs_from_ms: number
}

/** What migrations 0010, 0011, 0013 and 0019 make. */
export interface SessionTables {
  passwords: PasswordsTable
  account_links: AccountLinksTable
  members: MembersTable
  sessions: SessionsTable
  refresh_tokens: RefreshTokensTable
  signing_keys: SigningKeysTable
}
