import { ALL_READABLE, PUBLIC_READABLE, type Readable } from '../storage/readable.ts'
import type { Caller } from './principal.ts'

/** What lists show the caller beside what is public: the same as `hasRight(caller, 'read', …)`, for a database. */
export function readableBy(caller: Caller): Readable {
  if (caller === undefined) return PUBLIC_READABLE
  const { userId, registryRole, memberships, scopes } = caller
  return {
    ownerIds:
      registryRole === 'none'
        ? [userId, ...memberships.map(({ organizationId }) => organizationId)]
        : ALL_READABLE.ownerIds,
    resources: scopes.some(({ resource }) => resource === '')
      ? ALL_READABLE.resources
      : scopes.map(({ resource }) => resource),
  }
}
