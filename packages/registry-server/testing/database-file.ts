import Database from 'better-sqlite3'

/** What somebody does who has the file of the database; `withoutTriggers` takes out first what would refuse it. */
export function changeDatabase(path: string, sql: string, options: { withoutTriggers?: boolean } = {}): void {
  const database = new Database(path)
  try {
    const triggers = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'").pluck().all()
    if (options.withoutTriggers) for (const name of triggers) database.exec(`DROP TRIGGER ${name}`)
    database.exec(sql)
  } finally {
    database.close()
  }
}

/** Every row of every table, column by column. */
export function dumpDatabase(path: string): Record<string, Record<string, unknown>[]> {
  const database = new Database(path, { readonly: true })
  try {
    const tables = database
      .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
      .pluck()
      .all() as string[]
    const rowsOf = (table: string) => database.prepare(`SELECT * FROM "${table}"`).all() as Record<string, unknown>[]
    return Object.fromEntries(tables.map((table) => [table, rowsOf(table)]))
  } finally {
    database.close()
  }
}
