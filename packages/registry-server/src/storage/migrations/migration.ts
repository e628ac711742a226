/** One step of the schema. Forward only, and never edited once released: the database remembers its checksum. */
export interface Migration {
  readonly id: string
  /** Statements for SQLite. */
  readonly sqlite: string
}
