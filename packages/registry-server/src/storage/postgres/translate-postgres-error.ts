import { DatabaseError } from 'pg'
import { RegistryError } from '../../registry-error.ts'

/** What Node calls the ways in which a connection fails. */
const NETWORK_CODES = new Set([
  'EAI_AGAIN',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOENT',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
])
/** What the driver says of a connection that is not there, or not any more; it has no codes of its own. */
const DRIVER_MESSAGES =
  /^(Connection terminated|Query read timeout|timeout exceeded when trying to connect|Client has encountered a connection error|Client was closed|Cannot use a pool after calling end)/

/**
 * Turns what the driver throws into what callers are told; anything unknown comes back as it is, because it is a bug.
 * Source: PostgreSQL documentation, appendix A, "PostgreSQL Error Codes".
 */
export function translatePostgresError(error: unknown): unknown {
  if (error instanceof RegistryError || !(error instanceof Error)) return error
  if (error instanceof DatabaseError) return translateSqlState(error)
  const isNetwork = 'code' in error && typeof error.code === 'string' && NETWORK_CODES.has(error.code)
  if (!isNetwork && !DRIVER_MESSAGES.test(error.message)) return error
  return new RegistryError('unavailable', 'the registry cannot reach its database; try again', { cause: error })
}

function translateSqlState(error: DatabaseError): unknown {
  const cause = { cause: error }
  const state = error.code ?? ''
  switch (state) {
    case '53100': // disk_full
      return new RegistryError(
        'resource_exhausted',
        'the registry has no space left on its disk; nothing was stored. Ask its administrator to make room, then try again',
        cause,
      )
    case '54000': // program_limit_exceeded: a row of an index is longer than a third of a page.
      return new RegistryError(
        'invalid_argument',
        'a name or path is too long for the database of the registry, which takes up to 2,600 bytes',
        cause,
      )
    case '22021': // character_not_in_repertoire
    case '22P05': // untranslatable_character
      return new RegistryError(
        'invalid_argument',
        'a text holds the character U+0000, which the database of the registry does not take',
        cause,
      )
    case '40001': // serialization_failure
    case '40P01': // deadlock_detected
    case '55P03': // lock_not_available
    case '57014': // query_canceled: by the time limit for statements.
      return new RegistryError('unavailable', 'the database of the registry is busy; try again', cause)
    case '25006': // read_only_sql_transaction: a standby, or a primary that has become one.
    case '57P01': // admin_shutdown
    case '57P02': // crash_shutdown
    case '57P03': // cannot_connect_now
    case '57P05': // idle_session_timeout
    case '25P03': // idle_in_transaction_session_timeout
    case '3D000': // invalid_catalog_name
      return new RegistryError('unavailable', 'the database of the registry is not available; try again', cause)
  }
  switch (state.slice(0, 2)) {
    case '08': // connection exceptions
    case '28': // invalid authorization
    case '53': // insufficient resources, such as too many connections
    case '58': // system errors
      return new RegistryError('unavailable', 'the database of the registry is not available; try again', cause)
  }
  return error
}
