import { FRESH_MS } from '../limits.ts'
import { RegistryError } from '../registry-error.ts'
import type { Principal } from './principal.ts'

/** How the refusal begins, for programs and pages that then ask the person to prove again who they are. */
const STEP_UP = 'prove again who you are:'

/**
 * Whether the caller has proven who they are recently enough for what is dangerous. Only people grow stale: a personal
 * or robot token is not interactive, and whoever should not do such things gets one without the scope for it.
 * Source: OWASP ASVS 5.0, 7.5.1 and 7.5.3.
 */
export function isFresh({ credential }: Principal, nowMs: number): boolean {
  return credential.kind !== 'session' || nowMs - credential.authenticatedAtMs <= FRESH_MS
}

/** `permission_denied` with the words that `asksForStepUp` knows, unless `isFresh`. */
export function requireFresh(principal: Principal, nowMs: number): void {
  if (isFresh(principal, nowMs)) return
  const minutes = FRESH_MS / 60_000
  throw new RegistryError(
    'permission_denied',
    `${STEP_UP} this needs a login or re-authentication of the last ${minutes} minutes`,
  )
}

/** Whether an error says that the same request will do once the person has proven again who they are. */
export function asksForStepUp(error: unknown): boolean {
  return error instanceof RegistryError && error.code === 'permission_denied' && error.message.startsWith(STEP_UP)
}
