export interface TrustRulesTable {
  id: string
  user_id: string
  issuer: string
  audience: string
  /** JSON. */
  claims: string
  /** JSON. */
  scopes: string
  note: string
  created_by_user_id: string
  created_at_ms: number
}

/** What migration 0014 makes. */
export interface TrustRuleTables {
  trust_rules: TrustRulesTable
}
