import { durationMs } from '@bufbuild/protobuf/wkt'
import type { HandlerContext, ServiceImpl } from '@connectrpc/connect'
import { sessionV1 } from '@wireproof/registry-api'
import { crossOriginProblem } from '../../auth/same-origin.ts'
import { CLEAR_SITE_DATA, clearSessionCookie } from '../../auth/session-cookie.ts'
import { RegistryError } from '../../registry-error.ts'
import { provenBinding } from '../../services/credentials/prove-possession.ts'
import { toPageToken } from '../../services/page-token.ts'
import type { ServiceContext } from '../../services/service-context.ts'
import { createSession, type LoginProof } from '../../services/sessions/create-session.ts'
import { getCurrentSession } from '../../services/sessions/get-current-session.ts'
import { listSessions } from '../../services/sessions/list-sessions.ts'
import { reauthenticateSession } from '../../services/sessions/reauthenticate-session.ts'
import { revokeSession } from '../../services/sessions/revoke-session.ts'
import { revokeSessions } from '../../services/sessions/revoke-sessions.ts'
import type { SessionBinding, SessionStrategy } from '../../storage/session-records.ts'
import { answerLogin } from './answer-login.ts'
import { callerOf, FORGERY_TOKEN } from './caller.ts'
import { toScopeGrant, toSessionMessage } from './session-messages.ts'
import { sessionTokenMethods } from './session-token-methods.ts'

export function sessionService(context: ServiceContext): ServiceImpl<typeof sessionV1.SessionService> {
  return {
    ...sessionTokenMethods(context),
    async createSession({ credential, strategy, scopes, absoluteTimeout, remember, binding }, call) {
      const chosen = toStrategy(strategy, call)
      if (chosen === 'cookie') assertOwnPage(call, context.publicOrigin)
      const created = await createSession(context, {
        proof: toProof(credential),
        strategy: chosen,
        scopes: scopes.map(toScopeGrant),
        absoluteTimeoutMs: absoluteTimeout && durationMs(absoluteTimeout),
        isRemembered: remember,
        binding: (binding && toBinding(binding)) ?? (chosen === 'token' ? await provenBinding(context) : undefined),
        cookieHeader: call.requestHeader.get('cookie') ?? undefined,
        previousSessionId: currentSessionId(call),
      })
      return answerLogin(context, created, call)
    },
    async reauthenticateSession({ credential }, call) {
      if (credential.case !== 'password') throw missingCredential('a password')
      const proof = { ...credential.value, cookieHeader: call.requestHeader.get('cookie') ?? undefined }
      return answerLogin(context, await reauthenticateSession(context, callerOf(call), proof), call)
    },
    async getCurrentSession(_request, call) {
      const { session, account } = await getCurrentSession(context, callerOf(call))
      return { session: toSessionMessage(session, account, session.id), forgeryToken: call.values.get(FORGERY_TOKEN) }
    },
    async listSessions({ principalId, pageSize, pageToken }, call) {
      const { items, next, account } = await listSessions(context, callerOf(call), principalId, { pageSize, pageToken })
      const currentId = currentSessionId(call)
      return {
        sessions: items.map((session) => toSessionMessage(session, account, currentId)),
        nextPageToken: toPageToken(next),
      }
    },
    async revokeSession({ sessionId }, call) {
      const currentId = currentSessionId(call)
      await revokeSession(context, callerOf(call), sessionId)
      if (sessionId === '' || sessionId === currentId) sayGoodbye(call)
      return {}
    },
    async revokeSessions({ principalId, keepCurrent, everyone }, call) {
      const what = { userId: principalId, isEveryone: everyone, keepsCurrent: keepCurrent }
      return { revokedCount: await revokeSessions(context, callerOf(call), what) }
    },
  }
}

function sayGoodbye(call: HandlerContext): void {
  call.responseHeader.set('set-cookie', clearSessionCookie())
  call.responseHeader.set('clear-site-data', CLEAR_SITE_DATA)
}

/** Signing in must be what the person wanted, too: else another site could sign them in as somebody else. */
function assertOwnPage({ requestHeader, requestMethod }: HandlerContext, publicOrigin: string): void {
  const read = (name: string) => requestHeader.get(name) ?? undefined
  const source = {
    method: requestMethod,
    fetchSite: read('sec-fetch-site'),
    origin: read('origin'),
    referer: read('referer'),
  }
  const problem = crossOriginProblem(source, publicOrigin)
  if (problem === undefined) return
  throw new RegistryError(
    'permission_denied',
    `a session with a cookie is for browsers, on pages of the registry (${problem}); ask for STRATEGY_TOKEN elsewhere`,
  )
}

function currentSessionId(call: HandlerContext): string | undefined {
  const credential = callerOf(call)?.credential
  return credential?.kind === 'session' ? credential.sessionId : undefined
}

function toProof(credential: sessionV1.CreateSessionRequest['credential']): LoginProof {
  switch (credential.case) {
    case 'password':
      return { kind: 'password', name: credential.value.name, password: credential.value.password }
    case 'token':
      return { kind: 'token', token: credential.value.token }
    case 'externalToken':
      return { kind: 'external-token', idToken: credential.value.idToken }
    default:
      throw missingCredential('a password, token or external_token')
  }
}

function missingCredential(what: string): RegistryError {
  return new RegistryError('invalid_argument', `credential is missing or of another kind: send ${what}`)
}

function toStrategy(strategy: sessionV1.Strategy, call: HandlerContext): SessionStrategy {
  switch (strategy) {
    case sessionV1.Strategy.COOKIE:
      return 'cookie'
    case sessionV1.Strategy.TOKEN:
      return 'token'
    case sessionV1.Strategy.SERVER_SIDE:
      return 'server-side'
    default:
      // Only browsers send it, and no script can make them leave it out.
      return call.requestHeader.has('sec-fetch-site') ? 'cookie' : 'token'
  }
}

function toBinding({ key }: sessionV1.Binding): SessionBinding | undefined {
  if (key.case === undefined) return undefined
  if (!/^[\w-]{43}$/.test(key.value)) {
    throw new RegistryError('invalid_argument', 'binding is no SHA-256 thumbprint in base64url (43 characters)')
  }
  return { kind: key.case === 'dpopJwkThumbprint' ? 'dpop' : 'mtls', thumbprint: key.value }
}
