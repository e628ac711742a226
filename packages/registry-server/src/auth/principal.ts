import type { Scope } from '../storage/records.ts'

/** Who makes a request, as far as the registry knows. */
export interface Principal {
  readonly userId: string
  readonly userName: string
  readonly scope: Scope
}

/** Undefined: no token was sent. A wrong token is an error, never this. */
export type Caller = Principal | undefined

const RANK = { read: 1, push: 2, admin: 3 } as const satisfies Record<Scope, number>

/** Whether the caller's scope is or includes `scope`. */
export function hasScope(caller: Caller, scope: Scope): boolean {
  return caller !== undefined && RANK[caller.scope] >= RANK[scope]
}
