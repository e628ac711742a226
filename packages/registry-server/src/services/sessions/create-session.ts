import { noticeUnknownCredential } from '../../abuse/unknown-credential.ts'
import { recordEvent } from '../../audit/record-event.ts'
import { currentOrigin } from '../../audit/request-origin.ts'
import type { Principal } from '../../auth/principal.ts'
import { tokenProblem } from '../../auth/token.ts'
import { RegistryError } from '../../registry-error.ts'
import type { AccountRecord, AccountRights, ScopeGrant } from '../../storage/account-records.ts'
import type { SessionBinding, SessionStrategy } from '../../storage/session-records.ts'
import { authenticatePassword } from '../credentials/authenticate-password.ts'
import { authenticateToken } from '../credentials/authenticate-token.ts'
import { requestedScopes } from '../credentials/requested-scopes.ts'
import { invalidCredential, toPrincipal } from '../credentials/to-principal.ts'
import type { ServiceContext } from '../service-context.ts'
import { type SecretSession, startSession } from './start-session.ts'

/** How somebody proves who they are. */
export type LoginProof =
  | { readonly kind: 'password'; readonly name: string; readonly password: string }
  | { readonly kind: 'token'; readonly token: string }

export interface SessionRequest {
  readonly proof: LoginProof
  readonly strategy: SessionStrategy
  /** Empty: everything that the account may do, or the token holds. */
  readonly scopes: readonly ScopeGrant[]
  /** Undefined: the registry's own. */
  readonly absoluteTimeoutMs: number | undefined
  readonly isRemembered: boolean
  readonly binding: SessionBinding | undefined
  /** The `Cookie` header, by which the account may know the device. */
  readonly cookieHeader: string | undefined
  /** The session whose cookie the browser sent: it is over when another one starts in its place. */
  readonly previousSessionId: string | undefined
}

/** A session that somebody has just signed in to. */
export interface CreatedSession extends SecretSession {
  readonly account: AccountRecord
}

/** All that an account may do. */
const EVERYTHING: readonly ScopeGrant[] = [{ permission: 'admin', resource: '' }]

/**
 * Signs somebody in, always to a new session. `unauthenticated` for a proof that is not good, `permission_denied` for
 * more scopes than it gives, `resource_exhausted` after too many attempts.
 */
export async function createSession(context: ServiceContext, request: SessionRequest): Promise<CreatedSession> {
  const { strategy, absoluteTimeoutMs, isRemembered, binding } = request
  if (absoluteTimeoutMs !== undefined && absoluteTimeoutMs <= 0) {
    throw new RegistryError('invalid_argument', 'absolute_timeout must be more than nothing')
  }
  if (binding !== undefined && strategy !== 'token') {
    throw new RegistryError('invalid_argument', 'only a session with STRATEGY_TOKEN can be bound to a key')
  }
  const { rights, holder, lifetimeMs } = await prove(context, request)
  const { account } = rights
  if (strategy === 'cookie' && account.userType !== 'standard') {
    throw new RegistryError(
      'invalid_argument',
      `${account.name} is a robot, which has no browser: use its token as it is`,
    )
  }
  const scopes = await requestedScopes(context, holder, request.scopes)
  const timeouts = [absoluteTimeoutMs, lifetimeMs].filter((timeout) => timeout !== undefined)
  const { address, userAgent } = currentOrigin()
  const started = await startSession(context, {
    userId: account.id,
    strategy,
    scopes,
    isRemembered,
    absoluteTimeoutMs: timeouts.length === 0 ? undefined : Math.min(...timeouts),
    binding,
    clientName: userAgent,
    address: address ?? '',
  })
  await recordEvent(context, {
    action: 'login.succeeded',
    actor: { userId: account.id, userName: account.name },
    target: { kind: 'session', id: started.session.id, name: '' },
    details: { strategy, proof: request.proof.kind },
  })
  if (strategy === 'cookie' && request.previousSessionId !== undefined) {
    const end = { reason: 'logout', byUserId: account.id } as const
    await context.sessions.revokeSession(request.previousSessionId, end, context.now())
  }
  return { ...started, account }
}

interface Proven {
  readonly rights: AccountRights
  /** Who asks for scopes, and holds those that can be asked for. */
  readonly holder: Principal
  /** How long what was proven with is good; undefined: for ever. */
  readonly lifetimeMs: number | undefined
}

async function prove(context: ServiceContext, { proof, cookieHeader }: SessionRequest): Promise<Proven> {
  switch (proof.kind) {
    case 'password': {
      const rights = await authenticatePassword(context, { ...proof, cookieHeader })
      return { rights, holder: toPrincipal(rights, EVERYTHING, { kind: 'process' }), lifetimeMs: undefined }
    }
    case 'token':
      return proveByToken(context, proof.token)
  }
}

async function proveByToken(context: ServiceContext, token: string): Promise<Proven> {
  try {
    if (tokenProblem(token) !== undefined) throw invalidCredential()
    const holder = await authenticateToken(context, token)
    const rights = await context.store.findAccount(holder.userId)
    if (rights === undefined) throw invalidCredential()
    return { rights, holder, lifetimeMs: undefined }
  } catch (error) {
    if (error instanceof RegistryError && error.code === 'unauthenticated') {
      await noticeUnknownCredential(context)
      await recordEvent(context, { action: 'login.failed', actor: undefined, outcome: 'failed' })
    }
    throw error
  }
}
