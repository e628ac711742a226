import type { ServiceContext } from '../services/service-context.ts'
import type { AuditOutcome, NewAuditEvent } from '../storage/audit-store.ts'
import type { Store } from '../storage/store.ts'
import type { AuditAction } from './audit-actions.ts'
import { currentOrigin } from './request-origin.ts'

/** Longest text in a field: names are shorter, and a client can make what it calls itself as long as it likes. */
const MAX_FIELD_CHARS = 256

/** Who acts: a principal, or an account that is about to become one. */
export interface AuditActor {
  readonly userId: string
  readonly userName: string
  readonly credential?: AuditCredential
}

/** What the actor acts with, by its public id. */
type AuditCredential =
  | { readonly kind: 'token'; readonly tokenId: string }
  | { readonly kind: 'session'; readonly sessionId: string }
  | { readonly kind: 'process' }

/** Something that has happened. When, and from where, is added. */
export interface AuditEvent {
  readonly action: AuditAction
  /** Undefined: nobody who is known. */
  readonly actor: AuditActor | undefined
  readonly target?: {
    readonly kind: 'account' | 'session' | 'token' | 'owner' | 'module' | 'artifact' | 'registry' | 'webhook' | 'rule'
    readonly id: string
    readonly name: string
  }
  /** Unset: it was done. */
  readonly outcome?: AuditOutcome
  /** What else is worth knowing. Never a secret, and never what somebody typed who is not known. */
  readonly details?: Readonly<Record<string, string | number | boolean | undefined>>
}

type AuditContext = Pick<ServiceContext, 'store' | 'now'>

/**
 * Writes events that change nothing else, such as a failed login. Rejects when they cannot be written: then the request
 * fails, too, because nothing may be done here without a trace.
 */
export function recordEvent({ store, now }: AuditContext, ...events: readonly AuditEvent[]): Promise<void> {
  return store.appendAuditEvents(events.map((event) => toNewEvent(event, now())))
}

/**
 * Makes a change and writes the events that tell of it, all or nothing. `change` uses the store that it is handed and no
 * other; it may be run again when others were faster, so it keeps nothing outside.
 */
export function recordChange<T>(
  { store, now }: AuditContext,
  change: (store: Store) => Promise<T>,
  eventsOf: (result: T) => AuditEvent | readonly AuditEvent[],
): Promise<T> {
  return store.inOneStep(async (step) => {
    const result = await change(step)
    const events = [eventsOf(result)].flat()
    await step.appendAuditEvents(events.map((event) => toNewEvent(event, now())))
    return result
  })
}

/** The event as it is stored. */
export function toNewEvent({ action, actor, target, outcome, details }: AuditEvent, nowMs: number): NewAuditEvent {
  const { address, userAgent, requestId } = currentOrigin()
  return {
    atMs: nowMs,
    actorId: actor?.userId ?? '',
    actorName: toField(actor?.userName ?? ''),
    credentialId: credentialIdOf(actor?.credential),
    action,
    targetKind: target?.kind ?? '',
    targetId: target?.id ?? '',
    targetName: toField(target?.name ?? ''),
    outcome: outcome ?? 'succeeded',
    address: address ?? '',
    userAgent: toField(userAgent),
    requestId,
    details: JSON.stringify(cutTexts(details ?? {})),
  }
}

function credentialIdOf(credential: AuditCredential | undefined): string {
  switch (credential?.kind) {
    case 'token':
      return credential.tokenId
    case 'session':
      return credential.sessionId
    case 'process':
      return 'process'
    default:
      return ''
  }
}

function cutTexts(details: NonNullable<AuditEvent['details']>): Record<string, string | number | boolean> {
  const kept: [string, string | number | boolean][] = []
  for (const [name, value] of Object.entries(details).sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (value !== undefined) kept.push([name, typeof value === 'string' ? toField(value) : value])
  }
  return Object.fromEntries(kept)
}

/** A text that every database gives back as it was: no half characters, no NUL, one line, not too long. */
function toField(text: string): string {
  const line = text.slice(0, MAX_FIELD_CHARS).replace(/\p{Cc}/gu, ' ')
  return Buffer.from(line, 'utf8').toString('utf8')
}
