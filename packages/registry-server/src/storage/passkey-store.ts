/** A key of a device with which a person signs in. Source: WebAuthn Level 3, section 4, "credential record". */
export interface PasskeyRecord {
  /** Base64url. */
  readonly credentialId: string
  readonly userId: string
  /** COSE key, base64url. */
  readonly publicKey: string
  /** How often the device signed, if it counts: a copy of the key would fall behind. */
  readonly counter: number
  readonly transports: readonly string[]
  /** What its holder calls it. */
  readonly name: string
  readonly createdAtMs: number
  readonly lastUsedAtMs: number | undefined
}

export type NewPasskey = Omit<PasskeyRecord, 'createdAtMs' | 'lastUsedAtMs'>

/** A challenge that was answered, as a hash, and until when it would be taken. */
export interface UsedChallenge {
  readonly hash: string
  readonly expiresAtMs: number
}

/**
 * Where passkeys are kept. Each method is atomic. Those that take a challenge do nothing and resolve to false when it
 * was used before, and forget those that have expired.
 */
export interface PasskeyStore {
  /** `already_exists` when somebody has it, `resource_exhausted` when the user has `max` already. */
  insertPasskey(passkey: NewPasskey, challenge: UsedChallenge, max: number, nowMs: number): Promise<boolean>
  findPasskey(credentialId: string): Promise<PasskeyRecord | undefined>
  /** The oldest first. */
  listPasskeys(userId: string): Promise<readonly PasskeyRecord[]>
  /** Notes a use, with what the device counts by now. False also when there is no such passkey any more. */
  usePasskey(credentialId: string, counter: number, challenge: UsedChallenge, nowMs: number): Promise<boolean>
  /** False when it is not the user's. */
  deletePasskey(credentialId: string, userId: string): Promise<boolean>
}
