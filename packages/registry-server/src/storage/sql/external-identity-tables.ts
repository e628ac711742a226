export interface ExternalIdentitiesTable {
  issuer: string
  subject: string
  user_id: string
  name: string
  created_at_ms: number
}

/** What migration 0015 makes. */
export interface ExternalIdentityTables {
  external_identities: ExternalIdentitiesTable
}
