import { RegistryError } from '../registry-error.ts'
import type { Scope, Visibility } from '../storage/records.ts'
import { type Caller, hasScope, type Principal } from './principal.ts'
import { hasRight, type ModuleSubject, type Right, type Subject } from './rights.ts'

/** The caller, who must have signed in or sent a token. `unauthenticated` otherwise. */
export function requireSignedIn(caller: Caller): Principal {
  if (caller === undefined)
    throw new RegistryError('unauthenticated', 'this needs a token, or somebody who is signed in')
  return caller
}

/** The caller, whose credential must hold a permission somewhere. Says nothing of what it holds on anything. */
export function requireScope(caller: Caller, scope: Scope): Principal {
  if (caller === undefined) throw new RegistryError('unauthenticated', `this needs a token with the scope ${scope}`)
  if (hasScope(caller, scope)) return caller
  throw new RegistryError(
    'permission_denied',
    `this needs a token with the scope ${scope}; the one of ${caller.userName} has only ${caller.scope}`,
  )
}

/**
 * The caller, who must have a right on something that they know to exist. `unauthenticated` without a credential,
 * `permission_denied` when the account or the credential lacks it.
 */
export function requireRight(caller: Caller, right: Right, subject: Subject): Principal {
  const principal = requireSignedIn(caller)
  if (hasRight(principal, right, subject)) return principal
  throw new RegistryError(
    'permission_denied',
    `this needs the right to ${WORDS[right]} ${describeSubject(subject)}, which ${principal.userName} does not have, ` +
      'or not with this credential',
  )
}

/** Whether the caller may know that the module, plugin or policy exists. */
export function canSee(caller: Caller, subject: ModuleSubject): boolean {
  return hasRight(caller, 'read', subject)
}

/**
 * The error for something that is missing or hidden: without a token both look alike, so that names of private modules
 * cannot be tried out, and the stock client asks to log in.
 * Source: the registry protocol, section on error codes.
 */
export function missing(caller: Caller, what: string): RegistryError {
  if (caller === undefined) {
    return new RegistryError('unauthenticated', `${what} does not exist, or needs a token to be seen`)
  }
  return new RegistryError('not_found', `${what} does not exist`)
}

/** What was found, if the caller may see it. */
export function requireVisible<T extends ModuleSubject & { readonly visibility: Visibility }>(
  caller: Caller,
  found: T | undefined,
  what: string,
): T {
  if (found === undefined || !canSee(caller, found)) throw missing(caller, what)
  return found
}

const WORDS = { read: 'read', push: 'push to', maintain: 'change', own: 'administer' } as const

function describeSubject(subject: Subject): string {
  if (!('ownerId' in subject)) return 'the registry'
  return 'name' in subject ? `${subject.ownerName}/${subject.name}` : subject.ownerName
}
