import { createHash, randomBytes } from 'node:crypto'
import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/server'
import { RegistryError } from '../../registry-error.ts'
import type { PasskeyRecord, UsedChallenge } from '../../storage/passkey-store.ts'
import { openSecret, sealSecret } from '../keys/seal.ts'

/** Loaded when somebody uses a passkey: it brings a library of certificates along, which a start need not wait for. */
const webAuthn = () => import('@simplewebauthn/server')

/** How long a page may stand open before its button is pressed. */
export const CHALLENGE_MS = 10 * 60_000
/** Random bits of a challenge: 256, where 64 would do. Source: OWASP ASVS 5.0, 6.7.2. */
const CHALLENGE_BYTES = 32
/** What the state of a ceremony is sealed for. */
const PURPOSE = 'passkey ceremony'

/** What a challenge is for: an answer to one is none to another. */
export type Ceremony =
  | { readonly kind: 'login' }
  /** `userId`: who is signed in. */
  | { readonly kind: 'step-up' | 'registration'; readonly userId: string }

/** What a page needs for its script, and what it sends back along with the answer. */
export interface BegunCeremony<Options> {
  readonly options: Options
  /** Sealed. */
  readonly state: string
}

/** A key that a device has just made. */
export interface NewCredential {
  readonly credentialId: string
  readonly publicKey: string
  readonly counter: number
  readonly transports: readonly string[]
  readonly challenge: UsedChallenge
}

/**
 * The two ceremonies of WebAuthn for this registry: its host is the relying party, and its pages are the only origin.
 * Devices must verify the person (by PIN, finger or face), so that a passkey is two factors in one, and keep the key so
 * that no name is asked for. What must be remembered in between goes to the page and back, sealed; that a challenge
 * counts once is for the store, which each answer names it to.
 * Source: WebAuthn Level 3, sections 7.1 and 7.2.
 */
export interface Passkeys {
  beginRegistration(
    user: { readonly userId: string; readonly userName: string; readonly existing: readonly PasskeyRecord[] },
    nowMs: number,
  ): Promise<BegunCeremony<PublicKeyCredentialCreationOptionsJSON>>
  beginAuthentication(
    ceremony: Exclude<Ceremony, { kind: 'registration' }>,
    allowed: readonly PasskeyRecord[],
    nowMs: number,
  ): Promise<BegunCeremony<PublicKeyCredentialRequestOptionsJSON>>
  /** `unauthenticated` when the answer is not one of a device of this person to a challenge of ours. */
  finishRegistration(answer: PasskeyAnswer, userId: string, nowMs: number): Promise<NewCredential>
  /** Which passkey an answer claims to be of; undefined when it is no answer. */
  claimedCredential(answer: PasskeyAnswer): string | undefined
  /** What the device counts by now. `unauthenticated` when the answer is not the passkey's to a challenge of ours. */
  finishAuthentication(
    answer: PasskeyAnswer,
    ceremony: Exclude<Ceremony, { kind: 'registration' }>,
    passkey: PasskeyRecord,
    nowMs: number,
  ): Promise<{ readonly counter: number; readonly challenge: UsedChallenge }>
}

/** What a page sends: the sealed state, and the JSON that the browser makes of what the device said. */
export interface PasskeyAnswer {
  readonly state: string
  readonly response: string
}

interface CeremonyState {
  readonly ceremony: Ceremony
  readonly challenge: string
  readonly expiresAtMs: number
}

export function createPasskeys({
  publicOrigin,
  masterKey,
}: {
  readonly publicOrigin: string
  readonly masterKey: Uint8Array
}): Passkeys {
  const { hostname: rpID } = new URL(publicOrigin)
  const begin = (ceremony: Ceremony, nowMs: number) => {
    const bytes = new Uint8Array(randomBytes(CHALLENGE_BYTES))
    const challenge = Buffer.from(bytes).toString('base64url')
    const state: CeremonyState = { ceremony, challenge, expiresAtMs: nowMs + CHALLENGE_MS }
    return { bytes, state: sealSecret(JSON.stringify(state), masterKey, PURPOSE) }
  }
  /** The state of exactly this ceremony. */
  const open = (sealed: string, ceremony: Ceremony, nowMs: number): CeremonyState => {
    const opened = openSecret(sealed, masterKey, PURPOSE)
    const state = opened === undefined ? undefined : (JSON.parse(opened) as CeremonyState)
    if (state === undefined || nowMs >= state.expiresAtMs || !isSameCeremony(state.ceremony, ceremony)) {
      throw refused('this page stood open for too long; load it again')
    }
    return state
  }

  return {
    async beginRegistration({ userId, userName, existing }, nowMs) {
      const { bytes, state } = begin({ kind: 'registration', userId }, nowMs)
      const { generateRegistrationOptions } = await webAuthn()
      const options = await generateRegistrationOptions({
        rpName: 'Wireproof',
        rpID,
        userName,
        userDisplayName: userName,
        userID: new Uint8Array(Buffer.from(userId, 'hex')),
        challenge: bytes,
        attestationType: 'none',
        excludeCredentials: existing.map(toDescriptor),
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
        timeout: CHALLENGE_MS,
      })
      return { options, state }
    },

    async beginAuthentication(ceremony, allowed, nowMs) {
      const { bytes, state } = begin(ceremony, nowMs)
      const { generateAuthenticationOptions } = await webAuthn()
      const options = await generateAuthenticationOptions({
        rpID,
        challenge: bytes,
        allowCredentials: allowed.map(toDescriptor),
        userVerification: 'required',
        timeout: CHALLENGE_MS,
      })
      return { options, state }
    },

    async finishRegistration(answer, userId, nowMs) {
      const { challenge, expiresAtMs } = open(answer.state, { kind: 'registration', userId }, nowMs)
      const { verifyRegistrationResponse } = await webAuthn()
      const verified = await orRefused(() =>
        verifyRegistrationResponse({
          response: JSON.parse(answer.response) as RegistrationResponseJSON,
          expectedChallenge: challenge,
          expectedOrigin: publicOrigin,
          expectedRPID: rpID,
          requireUserVerification: true,
        }),
      )
      if (!verified.verified) throw refused('what the device says cannot be taken')
      const { id, publicKey, counter, transports = [] } = verified.registrationInfo.credential
      return {
        credentialId: id,
        publicKey: Buffer.from(publicKey).toString('base64url'),
        counter,
        transports: transports.filter((transport) => /^[a-z-]{1,20}$/.test(transport)).slice(0, 8),
        challenge: toUsed(challenge, expiresAtMs),
      }
    },

    claimedCredential({ response }) {
      try {
        const { id } = JSON.parse(response) as { id?: unknown }
        return typeof id === 'string' && /^[\w-]{1,1400}$/.test(id) ? id : undefined
      } catch {
        return undefined
      }
    },

    async finishAuthentication(answer, ceremony, passkey, nowMs) {
      const { challenge, expiresAtMs } = open(answer.state, ceremony, nowMs)
      const { verifyAuthenticationResponse } = await webAuthn()
      const { verified, authenticationInfo } = await orRefused(() =>
        verifyAuthenticationResponse({
          response: JSON.parse(answer.response) as AuthenticationResponseJSON,
          expectedChallenge: challenge,
          expectedOrigin: publicOrigin,
          expectedRPID: rpID,
          requireUserVerification: true,
          credential: {
            id: passkey.credentialId,
            publicKey: new Uint8Array(Buffer.from(passkey.publicKey, 'base64url')),
            counter: passkey.counter,
          },
        }),
      )
      if (!verified) throw refused('the signature of the device is wrong')
      return { counter: authenticationInfo.newCounter, challenge: toUsed(challenge, expiresAtMs) }
    },
  }
}

function isSameCeremony(a: Ceremony, b: Ceremony): boolean {
  const userOf = (ceremony: Ceremony) => (ceremony.kind === 'login' ? undefined : ceremony.userId)
  return a.kind === b.kind && userOf(a) === userOf(b)
}

function toUsed(challenge: string, expiresAtMs: number): UsedChallenge {
  return { hash: createHash('sha256').update(challenge).digest('hex'), expiresAtMs }
}

/** Where a browser finds the key again. It ignores ways of transport that it does not know. */
function toDescriptor({ credentialId, transports }: PasskeyRecord): { id: string; transports: string[] } {
  return { id: credentialId, transports: [...transports] }
}

/** The library throws for whatever an answer gets wrong; nothing in it is ours to fail. */
async function orRefused<T>(verify: () => Promise<T>): Promise<T> {
  try {
    return await verify()
  } catch (error) {
    throw refused('what the device or the browser says cannot be taken', error)
  }
}

function refused(problem: string, cause?: unknown): RegistryError {
  return new RegistryError('unauthenticated', `the passkey was not accepted: ${problem}`, { cause })
}
