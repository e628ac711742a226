import { beginLogin } from '../../abuse/login-attempt.ts'
import { recordEvent } from '../../audit/record-event.ts'
import { hashPassword, needsRehash, verifyAgainstNothing, verifyPassword } from '../../auth/passwords/password-hash.ts'
import { RegistryError } from '../../registry-error.ts'
import type { AccountRights } from '../../storage/account-records.ts'
import type { ServiceContext } from '../service-context.ts'

export interface PasswordProof {
  /** As typed; letter case does not matter. */
  readonly name: string
  readonly password: string
  /** The `Cookie` header, by which the account may know the device. */
  readonly cookieHeader: string | undefined
}

type Context = Pick<ServiceContext, 'store' | 'now' | 'limiter' | 'knownDevices'>

/**
 * Whose name and password these are. `unauthenticated` in the same words, after the same work, for a name that nobody
 * has, an account that may not sign in and a wrong password; `resource_exhausted` after too many attempts.
 * Source: OWASP ASVS 5.0, 6.3.8.
 */
export async function authenticatePassword(context: Context, proof: PasswordProof): Promise<AccountRights> {
  const { store, knownDevices } = context
  const rights = await store.findAccountByName(proof.name.trim().toLowerCase())
  const phc = await store.findPassword(rights?.account.id ?? '')
  const deviceId = rights && knownDevices.find(proof.cookieHeader, rights.account.id)
  const attempt = await beginLogin(context, { account: proof.name.trim(), accountId: rights?.account.id, deviceId })
  const isActive = rights?.account.state === 'active' && phc !== undefined
  const comparison = isActive ? verifyPassword(phc, proof.password) : verifyAgainstNothing(proof.password)
  const isRight = await comparison.catch(async (error: unknown) => {
    // Too many others were being looked at: nobody has guessed.
    await attempt.abandoned()
    throw error
  })
  if (!isRight || rights === undefined || phc === undefined) {
    const target = rights && { kind: 'account' as const, id: rights.account.id, name: rights.account.name }
    await recordEvent(context, {
      action: 'login.failed',
      actor: undefined,
      outcome: 'failed',
      ...(target === undefined ? {} : { target }),
    })
    throw new RegistryError('unauthenticated', 'the name or the password is wrong')
  }
  await attempt.succeeded()
  if (needsRehash(phc)) await store.setPassword(rights.account.id, await hashPassword(proof.password), context.now())
  return rights
}
