import { noticeUnknownCredential } from '../../abuse/unknown-credential.ts'
import { recordChange, recordEvent } from '../../audit/record-event.ts'
import { requireSignedIn } from '../../auth/access.ts'
import { requireFresh } from '../../auth/fresh.ts'
import type { Ceremony, PasskeyAnswer } from '../../auth/passkeys/passkeys.ts'
import type { Caller } from '../../auth/principal.ts'
import { MAX_DESCRIPTION_CHARS, MAX_PASSKEYS_PER_USER } from '../../limits.ts'
import { RegistryError } from '../../registry-error.ts'
import type { AccountRights } from '../../storage/account-records.ts'
import type { PasskeyRecord } from '../../storage/passkey-store.ts'
import type { ServiceContext } from '../service-context.ts'
import { assertWayLeft } from './assert-way-left.ts'

/** The passkeys of the caller. */
export async function listPasskeys(context: ServiceContext, caller: Caller): Promise<readonly PasskeyRecord[]> {
  return context.store.listPasskeys(requireSignedIn(caller).userId)
}

/** Lets the caller sign in with a key that a device has just made. `already_exists` when somebody does already. */
export async function addPasskey(
  context: ServiceContext,
  caller: Caller,
  answer: PasskeyAnswer,
  name: string,
): Promise<void> {
  const principal = requireSignedIn(caller)
  requireFresh(principal, context.now())
  if (name.length > MAX_DESCRIPTION_CHARS) {
    throw new RegistryError('invalid_argument', `the name of a passkey has at most ${MAX_DESCRIPTION_CHARS} characters`)
  }
  const { userId, userName } = principal
  const { challenge, ...credential } = await context.passkeys.finishRegistration(answer, userId, context.now())
  await recordChange(
    context,
    async (store) => {
      const passkey = { ...credential, userId, name: name.trim() }
      const isFirst = await store.insertPasskey(passkey, challenge, MAX_PASSKEYS_PER_USER, context.now())
      if (!isFirst) throw new RegistryError('unauthenticated', 'this answer of the device was used already')
    },
    () => ({
      action: 'factor.added',
      actor: principal,
      target: { kind: 'account', id: userId, name: userName },
      details: { factor: 'passkey', name: name.trim() },
    }),
  )
}

/** Takes a passkey away from the caller. `failed_precondition` when it is the last way to log in. */
export async function removePasskey(context: ServiceContext, caller: Caller, credentialId: string): Promise<void> {
  const principal = requireSignedIn(caller)
  requireFresh(principal, context.now())
  const { userId, userName } = principal
  await recordChange(
    context,
    async (store) => {
      if (!(await store.deletePasskey(credentialId, userId))) {
        throw new RegistryError('not_found', 'this passkey is not one of yours')
      }
      await assertWayLeft(store, userId)
    },
    () => ({
      action: 'factor.removed',
      actor: principal,
      target: { kind: 'account', id: userId, name: userName },
      details: { factor: 'passkey' },
    }),
  )
}

/**
 * Whose passkey has answered. `unauthenticated`, in words that tell nothing of who exists, when it is unknown, the answer
 * is not its own, or was given before.
 */
export async function authenticatePasskey(
  context: ServiceContext,
  ceremony: Exclude<Ceremony, { kind: 'registration' }>,
  answer: PasskeyAnswer,
): Promise<AccountRights> {
  try {
    return await prove(context, ceremony, answer)
  } catch (error) {
    if (error instanceof RegistryError && error.code === 'unauthenticated') {
      await noticeUnknownCredential(context)
      const details = { proof: 'passkey' }
      await recordEvent(context, { action: 'login.failed', actor: undefined, outcome: 'failed', details })
    }
    throw error
  }
}

async function prove(
  context: ServiceContext,
  ceremony: Exclude<Ceremony, { kind: 'registration' }>,
  answer: PasskeyAnswer,
): Promise<AccountRights> {
  const { store, passkeys } = context
  const credentialId = passkeys.claimedCredential(answer)
  const passkey = credentialId === undefined ? undefined : await store.findPasskey(credentialId)
  if (passkey === undefined || (ceremony.kind === 'step-up' && passkey.userId !== ceremony.userId)) {
    throw new RegistryError('unauthenticated', 'the passkey was not accepted: it belongs to no account here')
  }
  const nowMs = context.now()
  const { counter, challenge } = await passkeys.finishAuthentication(answer, ceremony, passkey, nowMs)
  const isFirst = await store.usePasskey(passkey.credentialId, counter, challenge, nowMs)
  const rights = await store.findAccount(passkey.userId)
  if (!isFirst || rights?.account.state !== 'active') {
    throw new RegistryError(
      'unauthenticated',
      'the passkey was not accepted: the answer was used already, or the account may not sign in',
    )
  }
  return rights
}
