import { noticeUnknownCredential } from '../../abuse/unknown-credential.ts'
import { recordEvent } from '../../audit/record-event.ts'
import { hashToken, tokenProblem } from '../../auth/token.ts'
import { RegistryError } from '../../registry-error.ts'
import { authenticatePassword } from '../credentials/authenticate-password.ts'
import { authenticateToken } from '../credentials/authenticate-token.ts'
import { invalidCredential } from '../credentials/to-principal.ts'
import type { ServiceContext } from '../service-context.ts'
import { exchangeExternalToken } from '../trust/exchange-external-token.ts'
import {
  assertSessionOptions,
  type CreatedSession,
  type ProvenAccount,
  provenPerson,
  type SessionOptions,
  signIn,
} from './sign-in.ts'

/** How somebody proves who they are. */
export type LoginProof =
  | { readonly kind: 'password'; readonly name: string; readonly password: string }
  | { readonly kind: 'token'; readonly token: string }
  | { readonly kind: 'external-token'; readonly idToken: string }

export interface SessionRequest extends SessionOptions {
  readonly proof: LoginProof
  /** The `Cookie` header, by which the account may know the device. */
  readonly cookieHeader: string | undefined
}

/**
 * Signs somebody in, always to a new session. `unauthenticated` for a proof that is not good, `permission_denied` for
 * more scopes than it gives, `resource_exhausted` after too many attempts.
 */
export async function createSession(context: ServiceContext, request: SessionRequest): Promise<CreatedSession> {
  assertSessionOptions(request)
  return signIn(context, await prove(context, request), request)
}

async function prove(context: ServiceContext, { proof, cookieHeader }: SessionRequest): Promise<ProvenAccount> {
  switch (proof.kind) {
    case 'password':
      return provenPerson(await authenticatePassword(context, { ...proof, cookieHeader }), proof.kind)
    case 'token':
      return proveByToken(context, proof.token)
    case 'external-token': {
      // By way of a token, with which the session ends: in fifteen minutes, or when the rule is taken out.
      const { secret } = await exchangeExternalToken(context, proof.idToken)
      return { ...(await proveByToken(context, secret)), proof: proof.kind }
    }
  }
}

async function proveByToken(context: ServiceContext, token: string): Promise<ProvenAccount> {
  try {
    if (tokenProblem(token) !== undefined) throw invalidCredential()
    const holder = await authenticateToken(context, token)
    const rights = await context.store.findAccount(holder.userId)
    const found = await context.store.findTokenByLookup(hashToken(token).lookup)
    if (rights === undefined || found === undefined) throw invalidCredential()
    // The session does not outlive what it was made with.
    const { id: tokenId, expiresAtMs } = found.token
    const lifetimeMs = expiresAtMs === undefined ? undefined : expiresAtMs - context.now()
    return { rights, holder, lifetimeMs, tokenId, proof: 'token' }
  } catch (error) {
    if (error instanceof RegistryError && error.code === 'unauthenticated') {
      await noticeUnknownCredential(context)
      await recordEvent(context, { action: 'login.failed', actor: undefined, outcome: 'failed' })
    }
    throw error
  }
}
