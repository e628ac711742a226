import type { MembershipRecord, RegistryRole, ScopeGrant } from '../storage/account-records.ts'
import type { Scope } from '../storage/records.ts'
import type { SessionStrategy } from '../storage/session-records.ts'

/** What proved who makes a request. `process`: the registry itself. */
export type Credential =
  | { readonly kind: 'token'; readonly tokenId: string }
  | {
      readonly kind: 'session'
      readonly sessionId: string
      readonly strategy: SessionStrategy
      /** When the person last proved who they are. */
      readonly authenticatedAtMs: number
    }
  | { readonly kind: 'process' }

/** Who makes a request: what the account may do, and what of it the credential passes on. */
export interface Principal {
  readonly userId: string
  readonly userName: string
  readonly registryRole: RegistryRole
  readonly memberships: readonly MembershipRecord[]
  readonly scopes: readonly ScopeGrant[]
  /** The highest permission among `scopes`, wherever it holds. */
  readonly scope: Scope
  readonly credential: Credential
}

/** Undefined: no credential was sent. A wrong one is an error, never this. */
export type Caller = Principal | undefined

const RANK = { read: 1, push: 2, admin: 3 } as const satisfies Record<Scope, number>

/** Whether a permission is or includes another. */
export function includesPermission(held: Scope, wanted: Scope): boolean {
  return RANK[held] >= RANK[wanted]
}

/** The highest permission of a list; `read` when it is empty. */
export function highestPermission(scopes: readonly ScopeGrant[]): Scope {
  return scopes.reduce<Scope>((best, { permission }) => (RANK[permission] > RANK[best] ? permission : best), 'read')
}

/** Whether the caller's credential holds a permission, anywhere. */
export function hasScope(caller: Caller, scope: Scope): boolean {
  return caller !== undefined && includesPermission(caller.scope, scope)
}
