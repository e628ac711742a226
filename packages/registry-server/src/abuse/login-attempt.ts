import { recordEvent } from '../audit/record-event.ts'
import { currentOrigin } from '../audit/request-origin.ts'
import type { ServiceContext } from '../services/service-context.ts'
import { addressKey } from './address-key.ts'
import type { AttemptLimiter } from './attempt-limiter.ts'
import { type AttemptLimit, LIMITS } from './limits.ts'
import { TooManyAttempts } from './too-many-attempts.ts'

export interface LoginAttempt {
  /** To be called when the proof was right. A wrong one needs no call: it was counted before. */
  succeeded(): Promise<void>
  /** To be called when nothing was compared after all: the attempt does not count. */
  abandoned(): Promise<void>
}

export interface AttemptedLogin {
  /** The name as it was typed. */
  readonly account: string
  /** Whose name it is; undefined when it is nobody's, and is not kept then: it may be a password. */
  readonly accountId: string | undefined
  /** What `KnownDevices.find` gives for the account. */
  readonly deviceId: string | undefined
}

type AttemptContext = Pick<ServiceContext, 'store' | 'now' | 'limiter'>

/**
 * Counts an attempt to log in, before anything is compared: many at once are counted as well. Throws `TooManyAttempts`
 * when there were too many, whether or not the account exists.
 */
export async function beginLogin(
  context: AttemptContext,
  { account, accountId, deviceId }: AttemptedLogin,
): Promise<LoginAttempt> {
  const name = accountKey(account)
  if (deviceId !== undefined && (await isLetThrough(context.limiter, LIMITS.loginByDevice, deviceId))) {
    return {
      succeeded: () => forgetLoginFailures(context, { account, deviceId }),
      abandoned: () => context.limiter.takeBack(LIMITS.loginByDevice, deviceId),
    }
  }
  const address = addressKey(currentOrigin().address)
  const pair = `${name} ${address}`
  try {
    await context.limiter.count(LIMITS.loginByAccountAndAddress, pair)
    await context.limiter.count(LIMITS.loginByAddress, address)
    await context.limiter.count(LIMITS.loginByAccount, name)
  } catch (error) {
    if (error instanceof TooManyAttempts && error.isFirst) {
      const details = { limit: error.limit.name }
      const target = accountId === undefined ? {} : { target: { kind: 'account', id: accountId, name } as const }
      await recordEvent(context, { action: 'login.limited', actor: undefined, outcome: 'refused', details, ...target })
    }
    throw error
  }
  return {
    async succeeded() {
      await context.limiter.takeBack(LIMITS.loginByAddress, address)
      await context.limiter.forget(LIMITS.loginByAccountAndAddress, pair)
      await forgetLoginFailures(context, { account, deviceId })
    },
    async abandoned() {
      await context.limiter.takeBack(LIMITS.loginByAddress, address)
      await context.limiter.takeBack(LIMITS.loginByAccountAndAddress, pair)
      await context.limiter.takeBack(LIMITS.loginByAccount, name)
    },
  }
}

/** Lets everybody try again, after the holder of an account has proved who they are or set a new password. */
export async function forgetLoginFailures(
  { limiter }: Pick<ServiceContext, 'limiter'>,
  { account, deviceId }: { readonly account: string; readonly deviceId?: string | undefined },
): Promise<void> {
  await limiter.forget(LIMITS.loginByAccount, accountKey(account))
  if (deviceId !== undefined) await limiter.forget(LIMITS.loginByDevice, deviceId)
}

async function isLetThrough(limiter: AttemptLimiter, limit: AttemptLimit, key: string): Promise<boolean> {
  try {
    await limiter.count(limit, key)
    return true
  } catch (error) {
    // A known device that has failed too often is a stranger from then on.
    if (error instanceof TooManyAttempts) return false
    throw error
  }
}

/** Names differ by more than letter case: whoever tries `Bob` and `bob` tries one account. */
function accountKey(name: string): string {
  return name.normalize('NFC').toLowerCase()
}
