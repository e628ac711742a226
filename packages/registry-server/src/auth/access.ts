import { RegistryError } from '../registry-error.ts'
import type { Scope, Visibility } from '../storage/records.ts'
import { type Caller, hasScope, type Principal } from './principal.ts'

/** The caller, who must have the scope. `unauthenticated` without a token, `permission_denied` with a lesser one. */
export function requireScope(caller: Caller, scope: Scope): Principal {
  if (caller === undefined) throw new RegistryError('unauthenticated', `this needs a token with the scope ${scope}`)
  if (hasScope(caller, scope)) return caller
  throw new RegistryError(
    'permission_denied',
    `this needs a token with the scope ${scope}; the one of ${caller.userName} has only ${caller.scope}`,
  )
}

/** Whether the caller may know that the module, plugin or policy exists. */
export function canSee(caller: Caller, { visibility }: { readonly visibility: Visibility }): boolean {
  return visibility === 'public' || hasScope(caller, 'read')
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
export function requireVisible<T extends { readonly visibility: Visibility }>(
  caller: Caller,
  found: T | undefined,
  what: string,
): T {
  if (found === undefined || !canSee(caller, found)) throw missing(caller, what)
  return found
}
