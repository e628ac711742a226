import { recordEvent } from '../../audit/record-event.ts'
import { currentOrigin } from '../../audit/request-origin.ts'
import type { Principal } from '../../auth/principal.ts'
import { RegistryError } from '../../registry-error.ts'
import type { AccountRecord, AccountRights, ScopeGrant } from '../../storage/account-records.ts'
import type { SessionBinding, SessionStrategy } from '../../storage/session-records.ts'
import { requestedScopes } from '../credentials/requested-scopes.ts'
import { toPrincipal } from '../credentials/to-principal.ts'
import type { ServiceContext } from '../service-context.ts'
import { type SecretSession, startSession } from './start-session.ts'

/** What the session is to be like. */
export interface SessionOptions {
  readonly strategy: SessionStrategy
  /** Empty: everything that the account may do, or the proof gives. */
  readonly scopes: readonly ScopeGrant[]
  /** Undefined: the registry's own. */
  readonly absoluteTimeoutMs: number | undefined
  readonly isRemembered: boolean
  readonly binding: SessionBinding | undefined
  /** The session whose cookie the browser sent: it is over when another one starts in its place. */
  readonly previousSessionId: string | undefined
}

/** Somebody who has just proven who they are. */
export interface ProvenAccount {
  readonly rights: AccountRights
  /** Who asks for scopes, and holds those that can be asked for. */
  readonly holder: Principal
  /** How long what was proven with is good; undefined: for ever. */
  readonly lifetimeMs: number | undefined
  /** The token that was proven with, if it was one: the session ends with it. */
  readonly tokenId: string | undefined
  /** What was proven with, for the audit log. */
  readonly proof: string
}

/** A session that somebody has just signed in to. */
export interface CreatedSession extends SecretSession {
  readonly account: AccountRecord
}

/** A person, who holds all that their account may do. `unauthenticated` when it may not sign in. */
export function provenPerson(rights: AccountRights, proof: string): ProvenAccount {
  const holder = toPrincipal(rights, [{ permission: 'admin', resource: '' }], { kind: 'process' })
  return { rights, holder, lifetimeMs: undefined, tokenId: undefined, proof }
}

/** `invalid_argument` for what no session can be like, whoever asks. */
export function assertSessionOptions({ strategy, absoluteTimeoutMs, binding }: SessionOptions): void {
  if (absoluteTimeoutMs !== undefined && absoluteTimeoutMs <= 0) {
    throw new RegistryError('invalid_argument', 'absolute_timeout must be more than nothing')
  }
  if (binding !== undefined && strategy !== 'token') {
    throw new RegistryError('invalid_argument', 'only a session with STRATEGY_TOKEN can be bound to a key')
  }
}

/**
 * Signs somebody in who has proven who they are, always to a new session with a new identifier; one that the browser
 * brought is over. `permission_denied` for more scopes than the proof gives.
 */
export async function signIn(
  context: ServiceContext,
  { rights: { account }, holder, lifetimeMs, tokenId, proof }: ProvenAccount,
  options: SessionOptions,
): Promise<CreatedSession> {
  const { strategy, isRemembered, binding, previousSessionId } = options
  if (strategy === 'cookie' && account.userType !== 'standard') {
    throw new RegistryError(
      'invalid_argument',
      `${account.name} is a robot, which has no browser: use its token as it is`,
    )
  }
  const scopes = await requestedScopes(context, holder, options.scopes)
  const timeouts = [options.absoluteTimeoutMs, lifetimeMs].filter((timeout) => timeout !== undefined)
  const { address, userAgent } = currentOrigin()
  const started = await startSession(context, {
    userId: account.id,
    strategy,
    scopes,
    isRemembered,
    absoluteTimeoutMs: timeouts.length === 0 ? undefined : Math.min(...timeouts),
    binding,
    tokenId,
    clientName: userAgent,
    address: address ?? '',
  })
  await recordEvent(context, {
    action: 'login.succeeded',
    actor: { userId: account.id, userName: account.name },
    target: { kind: 'session', id: started.session.id, name: '' },
    details: { strategy, proof },
  })
  if (strategy === 'cookie' && previousSessionId !== undefined) {
    const end = { reason: 'logout', byUserId: account.id } as const
    await context.sessions.revokeSession(previousSessionId, end, context.now())
  }
  return { ...started, account }
}
