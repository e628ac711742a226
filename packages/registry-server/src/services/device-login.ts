import { addressKey } from '../abuse/address-key.ts'
import { LIMITS } from '../abuse/limits.ts'
import { noticeUnknownCredential } from '../abuse/unknown-credential.ts'
import { recordChange, recordEvent } from '../audit/record-event.ts'
import { currentOrigin } from '../audit/request-origin.ts'
import { requireSignedIn } from '../auth/access.ts'
import { requireFresh } from '../auth/fresh.ts'
import { type Caller, highestPermission } from '../auth/principal.ts'
import { generateToken, hashToken, isSameHash } from '../auth/token.ts'
import { generateUserCode } from '../auth/user-code.ts'
import {
  DEVICE_LOGIN_MS,
  DEVICE_POLL_SECONDS,
  DEVICE_POLL_TOLERANCE_MS,
  DEVICE_SLOW_DOWN_MS,
  MAX_CLIENT_NAME_CHARS,
  MAX_OPEN_DEVICE_LOGINS,
} from '../limits.ts'
import { RegistryError } from '../registry-error.ts'
import type { ScopeGrant } from '../storage/account-records.ts'
import type { DeviceLoginRecord } from '../storage/records.ts'
import { provenBinding } from './credentials/prove-possession.ts'
import { requestedScopes } from './credentials/requested-scopes.ts'
import type { ServiceContext } from './service-context.ts'
import { issueTokenSet, type TokenSet } from './sessions/issue-token-set.ts'
import { startSession } from './sessions/start-session.ts'

/** What a device gets to wait with. */
export interface StartedLogin {
  /** The device's secret: whoever has it fetches the token. */
  readonly deviceCode: string
  readonly userCode: string
}

/** Starts a login, for anybody: it is worth nothing until a person approves it. Source: RFC 8628 section 3.2. */
export async function startDeviceLogin(context: ServiceContext, clientName: string): Promise<StartedLogin> {
  await context.limiter.count(LIMITS.deviceAuthorization, addressKey(currentOrigin().address))
  const deviceCode = generateToken()
  const userCode = generateUserCode()
  const nowMs = context.now()
  const login = { userCode, clientName: toOneLine(clientName), pollIntervalMs: DEVICE_POLL_SECONDS * 1000 }
  await context.store.insertDeviceLogin(
    { ...hashToken(deviceCode), ...login, expiresAtMs: nowMs + DEVICE_LOGIN_MS },
    MAX_OPEN_DEVICE_LOGINS,
    nowMs,
  )
  return { deviceCode, userCode }
}

/**
 * The login that a person is asked about; undefined when it is unknown, expired or decided. Codes that lead to none are
 * counted, by address and by who asks: `resource_exhausted` for one who tries them out.
 */
export async function findOpenLogin(
  context: ServiceContext,
  caller: Caller,
  userCode: string,
): Promise<DeviceLoginRecord | undefined> {
  const address = addressKey(currentOrigin().address)
  await context.limiter.count(LIMITS.userCodeByAddress, address)
  if (caller !== undefined) await context.limiter.count(LIMITS.userCodeByPrincipal, caller.userId)
  const login = await context.store.findDeviceLoginByUserCode(userCode)
  if (login?.state !== 'pending' || login.expiresAtMs <= context.now()) return undefined
  await context.limiter.takeBack(LIMITS.userCodeByAddress, address)
  if (caller !== undefined) await context.limiter.takeBack(LIMITS.userCodeByPrincipal, caller.userId)
  return login
}

export interface LoginApproval {
  /** Empty: everything that the approver's credential holds. */
  readonly scopes: readonly ScopeGrant[]
  readonly tokenLifetimeMs: number
}

/**
 * Lets a device in to the approver's own account or, with `undefined`, turns it away. It gets no more than the approver
 * holds, and it takes a recent proof of who that is. `not_found` when there is nothing to decide any more.
 */
export async function decideDeviceLogin(
  context: ServiceContext,
  caller: Caller,
  userCode: string,
  approval: LoginApproval | undefined,
): Promise<void> {
  const approver = requireSignedIn(caller)
  if (approval !== undefined) requireFresh(approver, context.now())
  const login = await findOpenLogin(context, caller, userCode)
  if (login === undefined) throw notOpen()
  const nowMs = context.now()
  const decision =
    approval === undefined
      ? ({ approved: false } as const)
      : toDecision(approval.tokenLifetimeMs, await requestedScopes(context, approver, approval.scopes))
  await recordChange(
    context,
    async (store) => {
      if (!(await store.decideDeviceLogin(userCode, decision, nowMs))) throw notOpen()
    },
    () => ({
      action: approval === undefined ? 'device-login.denied' : 'device-login.approved',
      actor: approver,
      target: { kind: 'account', id: approver.userId, name: approver.userName },
      details: { device: login.clientName },
    }),
  )

  function toDecision(lifetimeMs: number, scopes: readonly ScopeGrant[]) {
    const scope = highestPermission(scopes)
    const tokenExpiresAtMs = nowMs + lifetimeMs
    return { approved: true, userId: approver.userId, scope, scopes, tokenExpiresAtMs } as const
  }
}

/** Why a device gets nothing, in the words of RFC 8628 section 3.5. */
export type DeviceLoginError =
  | 'authorization_pending'
  | 'slow_down'
  | 'access_denied'
  | 'expired_token'
  | 'invalid_grant'

/** Hands out a personal token for an approved login, once: for clients that keep one secret, such as the stock one. */
export async function redeemForToken(
  context: ServiceContext,
  deviceCode: string,
): Promise<{ readonly secret: string } | { readonly error: DeviceLoginError }> {
  const login = await findApprovedLogin(context, deviceCode)
  if ('error' in login) return login
  const secret = generateToken()
  const token = { id: context.newId(), ...hashToken(secret), note: `Device login: ${login.clientName}` }
  const { lookup } = hashToken(deviceCode)
  const nowMs = context.now()
  const isRedeemed = await context.store.inOneStep(async (store) => {
    if (!(await store.redeemDeviceLogin(lookup, token, nowMs))) return false
    const found = await store.findTokenByLookup(token.lookup)
    if (found === undefined) return false
    const { userId, userName } = found.token
    const target = { kind: 'token', id: token.id, name: token.note } as const
    await recordEvent({ store, now: context.now }, { action: 'token.created', actor: { userId, userName }, target })
    return true
  })
  return isRedeemed ? { secret } : { error: 'invalid_grant' }
}

/**
 * Starts a session for an approved login, once, and hands out its tokens; bound to the client's key when the request came
 * with a proof of it. Rejects with `PossessionRefused` for a proof that is not good, and the login can still be fetched.
 */
export async function redeemForSession(
  context: ServiceContext,
  deviceCode: string,
): Promise<TokenSet | { readonly error: DeviceLoginError }> {
  const login = await findApprovedLogin(context, deviceCode)
  if ('error' in login) return login
  const binding = await provenBinding(context)
  const nowMs = context.now()
  const grant = await context.store.takeDeviceGrant(login.lookup, nowMs)
  const holder = grant && (await context.store.findAccount(grant.userId))
  if (grant === undefined || holder?.account.state !== 'active') return { error: 'invalid_grant' }
  const started = await startSession(context, {
    userId: grant.userId,
    strategy: 'token',
    scopes: grant.scopes,
    isRemembered: false,
    absoluteTimeoutMs: grant.expiresAtMs === undefined ? undefined : grant.expiresAtMs - nowMs,
    binding,
    clientName: login.clientName,
    address: currentOrigin().address ?? '',
  })
  await recordEvent(context, {
    action: 'login.succeeded',
    actor: { userId: holder.account.id, userName: holder.account.name },
    target: { kind: 'session', id: started.session.id, name: login.clientName },
    details: { strategy: 'token', proof: 'device-login', bound: binding !== undefined },
  })
  return issueTokenSet(context, started)
}

async function findApprovedLogin(
  context: ServiceContext,
  deviceCode: string,
): Promise<DeviceLoginRecord | { readonly error: DeviceLoginError }> {
  const { lookup, hash } = hashToken(deviceCode)
  const login = await context.store.findDeviceLoginByLookup(lookup)
  if (login === undefined || !isSameHash(login.hash, hash)) {
    await noticeUnknownCredential(context)
    return { error: 'invalid_grant' }
  }
  const nowMs = context.now()
  if (login.expiresAtMs <= nowMs) return { error: 'expired_token' }
  if (login.state === 'denied') return { error: 'access_denied' }
  if (login.state === 'approved') return login
  const limits = { slowDownMs: DEVICE_SLOW_DOWN_MS, toleranceMs: DEVICE_POLL_TOLERANCE_MS }
  const isInTime = await context.store.noteDevicePoll(lookup, limits, nowMs)
  return { error: isInTime ? 'authorization_pending' : 'slow_down' }
}

function notOpen(): RegistryError {
  return new RegistryError(
    'not_found',
    'no login waits under this code: it is mistyped, expired or decided already. Start again on the device',
  )
}

/** A name that somebody made up, as one line that a person can read. */
function toOneLine(text: string): string {
  return (
    text
      .replace(/[^\p{L}\p{N}\p{P}\p{S} ]/gu, ' ')
      .trim()
      .slice(0, MAX_CLIENT_NAME_CHARS) || 'a device without a name'
  )
}
