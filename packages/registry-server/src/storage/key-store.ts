/** A key that signs access tokens, as it is kept. */
export interface SigningKeyRecord {
  readonly kid: string
  /** JSON. */
  readonly publicJwk: string
  /** Opens under the master key, which the store does not have. */
  readonly sealedPrivateJwk: string
  readonly signsFromMs: number
}

/** Where signing keys are kept, for all nodes of a registry. Each method is atomic. */
export interface KeyStore {
  /** All there are, in the order in which they begin to sign. */
  listSigningKeys(): Promise<readonly SigningKeyRecord[]>
  /** False, and nothing is stored, when there is a key already that begins to sign after `afterMs`: another node's. */
  insertSigningKey(key: SigningKeyRecord, afterMs: number): Promise<boolean>
  deleteSigningKeys(kids: readonly string[]): Promise<void>
}
