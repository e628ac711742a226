/** An account at a provider, by the two claims that never change. Source: OpenID Connect Core 1.0, section 5.7. */
export interface ExternalIdentityKey {
  readonly issuer: string
  readonly subject: string
}

export interface ExternalIdentityRecord extends ExternalIdentityKey {
  readonly userId: string
  /** What the provider called it when it was linked; for people. */
  readonly name: string
  readonly createdAtMs: number
}

/** Which account at a provider is whose here. Each method is atomic. */
export interface ExternalIdentityStore {
  findExternalIdentity(key: ExternalIdentityKey): Promise<ExternalIdentityRecord | undefined>
  listExternalIdentities(userId: string): Promise<readonly ExternalIdentityRecord[]>
  /** `already_exists` when it is somebody's. */
  linkExternalIdentity(identity: Omit<ExternalIdentityRecord, 'createdAtMs'>, nowMs: number): Promise<void>
  /** False when it is not the user's. */
  unlinkExternalIdentity(key: ExternalIdentityKey, userId: string): Promise<boolean>
}
