import type { Generated } from 'kysely'
import type { RegistryRole, UserState } from '../account-records.ts'
import type {
  DeviceLoginState,
  ModuleState,
  PolicyLevel,
  Scope,
  TokenOrigin,
  UserType,
  Visibility,
} from '../records.ts'
import type { ArtifactTables } from './artifact-tables.ts'
import type { AttemptTables } from './attempt-tables.ts'
import type { AuditTables } from './audit-tables.ts'
import type { ExternalIdentityTables } from './external-identity-tables.ts'
import type { PasskeyTables } from './passkey-tables.ts'
import type { SessionTables } from './session-tables.ts'
import type { SymbolTables } from './symbol-tables.ts'
import type { TrustRuleTables } from './trust-rule-tables.ts'
import type { WebhookTables } from './webhook-tables.ts'

export interface OwnersTable {
  id: string
  kind: 'user' | 'organization'
  name: string
  user_type: UserType | null
  /** Null for an organization. */
  user_state: UserState | null
  /** Null for an organization. */
  registry_role: RegistryRole | null
  description: string
  url: string
  created_at_ms: number
  updated_at_ms: number
}

export interface ModulesTable {
  id: string
  owner_id: string
  name: string
  visibility: Visibility
  state: ModuleState
  description: string
  url: string
  default_label_name: string
  created_at_ms: number
  updated_at_ms: number
}

export interface PolicyLevelsTable {
  level: PolicyLevel
  /** Id of the owner or module; empty for the registry. */
  subject_id: string
  text: string
  revision: number
  updated_by_user_id: string
  updated_at_ms: number
}

export interface CommitsTable {
  id: string
  module_id: string
  files_digest: string
  b5: string
  b4: string
  v1_buf_yaml: Uint8Array
  v1_buf_lock: Uint8Array | null
  source_control_url: string
  created_by_user_id: string
  created_at_ms: number
}

export interface CommitDependenciesTable {
  commit_id: string
  dependency_id: string
}

export interface LabelsTable {
  id: string
  module_id: string
  name: string
  commit_id: string
  updated_by_user_id: string
  created_at_ms: number
  updated_at_ms: number
  archived_at_ms: number | null
}

export interface LabelHistoryTable {
  seq: Generated<number>
  label_id: string
  commit_id: string
  moved_by_user_id: string
  moved_at_ms: number
}

export interface TokensTable {
  id: string
  user_id: string
  lookup: string
  hash: string
  scope: Scope
  origin: TokenOrigin
  note: string
  created_at_ms: number
  expires_at_ms: number | null
  revoked_at_ms: number | null
  /** JSON; null: the scope, everywhere. */
  scopes: string | null
  last_used_at_ms: number | null
  /** The rule that the token comes of; null for the others. */
  trust_rule_id: string | null
}

export interface DeviceLoginsTable {
  lookup: string
  hash: string
  user_code: string
  client_name: string
  state: DeviceLoginState
  user_id: string | null
  scope: Scope | null
  token_expires_at_ms: number | null
  expires_at_ms: number
  /** JSON; null: the scope, everywhere. */
  scopes: string | null
  polled_at_ms: number | null
  poll_interval_ms: number
}

/** What the migrations make, for the query builder. */
export interface Tables
  extends ArtifactTables,
    AttemptTables,
    AuditTables,
    ExternalIdentityTables,
    PasskeyTables,
    SessionTables,
    SymbolTables,
    TrustRuleTables,
    WebhookTables {
  owners: OwnersTable
  modules: ModulesTable
  policy_levels: PolicyLevelsTable
  commits: CommitsTable
  commit_dependencies: CommitDependenciesTable
  labels: LabelsTable
  label_history: LabelHistoryTable
  tokens: TokensTable
  device_logins: DeviceLoginsTable
}
