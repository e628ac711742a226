import { requireScope } from '../auth/access.ts'
import type { Caller } from '../auth/principal.ts'
import { generateToken, hashToken, isSameHash } from '../auth/token.ts'
import { generateUserCode } from '../auth/user-code.ts'
import { DEVICE_LOGIN_MS, MAX_CLIENT_NAME_CHARS, MAX_OPEN_DEVICE_LOGINS } from '../limits.ts'
import { RegistryError } from '../registry-error.ts'
import type { DeviceLoginRecord, Scope } from '../storage/records.ts'
import { assertFields } from './assert-fields.ts'
import type { ServiceContext } from './service-context.ts'

/** What a device gets to wait with. */
export interface StartedLogin {
  /** The device's secret: whoever has it fetches the token. */
  readonly deviceCode: string
  readonly userCode: string
}

/** Starts a login, for anybody: it is worth nothing until a person approves it. Source: RFC 8628 section 3.2. */
export async function startDeviceLogin(context: ServiceContext, clientName: string): Promise<StartedLogin> {
  const deviceCode = generateToken()
  const userCode = generateUserCode()
  const nowMs = context.now()
  await context.store.insertDeviceLogin(
    { ...hashToken(deviceCode), userCode, clientName: toOneLine(clientName), expiresAtMs: nowMs + DEVICE_LOGIN_MS },
    MAX_OPEN_DEVICE_LOGINS,
    nowMs,
  )
  return { deviceCode, userCode }
}

/** The login that a person is asked about; undefined when it is unknown, expired or decided. */
export async function findOpenLogin(context: ServiceContext, userCode: string): Promise<DeviceLoginRecord | undefined> {
  const login = await context.store.findDeviceLoginByUserCode(userCode)
  return login?.state === 'pending' && login.expiresAtMs > context.now() ? login : undefined
}

export interface LoginApproval {
  /** Whose the token is to be. Empty: the approver's own. */
  readonly userName: string
  readonly scope: Scope
  readonly tokenLifetimeMs: number
}

/**
 * Approves or, with `undefined`, denies a login; needs the scope admin, as every other way to a token does.
 * `not_found` when there is nothing to decide any more.
 */
export async function decideDeviceLogin(
  context: ServiceContext,
  caller: Caller,
  userCode: string,
  approval: LoginApproval | undefined,
): Promise<void> {
  const principal = requireScope(caller, 'admin')
  const nowMs = context.now()
  let decision: Parameters<typeof context.store.decideDeviceLogin>[1] = { approved: false }
  if (approval !== undefined) {
    const { userName, scope, tokenLifetimeMs } = approval
    if ((await findOpenLogin(context, userCode)) === undefined) throw notOpen()
    let { userId } = principal
    if (userName !== '') {
      assertFields({ ownerName: userName })
      userId = (
        await context.store.ensureUser(
          { id: context.newId(), name: userName, userType: 'standard', registryRole: 'none' },
          nowMs,
        )
      ).id
    }
    decision = { approved: true, userId, scope, tokenExpiresAtMs: nowMs + tokenLifetimeMs }
  }
  if (!(await context.store.decideDeviceLogin(userCode, decision, nowMs))) throw notOpen()
}

/** What a device is told: its token, once, or why there is none. The words are those of RFC 8628 section 3.5. */
export type Redemption =
  | { readonly secret: string }
  | { readonly error: 'authorization_pending' | 'access_denied' | 'expired_token' | 'invalid_grant' }

/** Hands out the token of an approved login. It is made here, kept as a hash, and never given out again. */
export async function redeemDeviceLogin(context: ServiceContext, deviceCode: string): Promise<Redemption> {
  const { lookup, hash } = hashToken(deviceCode)
  const login = await context.store.findDeviceLoginByLookup(lookup)
  if (login === undefined || !isSameHash(login.hash, hash)) return { error: 'invalid_grant' }
  const nowMs = context.now()
  if (login.expiresAtMs <= nowMs) return { error: 'expired_token' }
  if (login.state === 'pending') return { error: 'authorization_pending' }
  if (login.state === 'denied') return { error: 'access_denied' }
  const secret = generateToken()
  const token = { id: context.newId(), ...hashToken(secret), note: `Device login: ${login.clientName}` }
  return (await context.store.redeemDeviceLogin(lookup, token, nowMs)) ? { secret } : { error: 'invalid_grant' }
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
