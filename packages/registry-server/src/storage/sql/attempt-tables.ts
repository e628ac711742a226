export interface AttemptCountersTable {
  limit_name: string
  counter: number
  attempts: number
  expires_at_ms: number
}

/** Tables of what is counted. */
export interface AttemptTables {
  attempt_counters: AttemptCountersTable
}
