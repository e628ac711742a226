export interface PasskeysTable {
  credential_id: string
  user_id: string
  public_key: string
  counter: number
  /** JSON. */
  transports: string
  name: string
  created_at_ms: number
  last_used_at_ms: number | null
}

export interface UsedChallengesTable {
  hash: string
  expires_at_ms: number
}

/** What migration 0016 makes. */
export interface PasskeyTables {
  passkeys: PasskeysTable
  used_challenges: UsedChallengesTable
}
