import Database, { type Database as Connection } from 'better-sqlite3'

/** How long a statement waits for another process that writes, such as a backup. It blocks its thread meanwhile. */
const BUSY_TIMEOUT_MS = 2_000

/** Opens a connection as all of ours are. `:memory:` keeps everything in memory. Throws when that is not possible. */
export function openDatabase(path: string): Connection {
  const database = new Database(path, { timeout: BUSY_TIMEOUT_MS })
  try {
    database.pragma('journal_mode = WAL')
    // Whatever was answered survives a loss of power; WAL alone promises that only for a crash of the process.
    database.pragma('synchronous = FULL')
    database.pragma('foreign_keys = ON')
    return database
  } catch (error) {
    database.close()
    throw error
  }
}
