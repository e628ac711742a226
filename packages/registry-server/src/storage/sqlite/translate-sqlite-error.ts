import { RegistryError } from '../../registry-error.ts'

/**
 * Turns what the driver throws into what callers are told; anything unknown comes back as it is, because it is a bug.
 * Source: SQLite documentation, "Result and Error Codes".
 */
export function translateSqliteError(error: unknown): unknown {
  if (error instanceof RegistryError || !(error instanceof Error)) return error
  const code: unknown = 'code' in error ? error.code : undefined
  if (typeof code !== 'string' || !code.startsWith('SQLITE_')) return error
  if (code === 'SQLITE_FULL') {
    return new RegistryError(
      'resource_exhausted',
      'the registry has no space left on its disk; nothing was stored. Ask its administrator to make room, then try again',
      { cause: error },
    )
  }
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) {
    return new RegistryError('unavailable', 'the database of the registry is busy; try again', { cause: error })
  }
  if (code.startsWith('SQLITE_IOERR') || code.startsWith('SQLITE_CANTOPEN') || code.startsWith('SQLITE_READONLY')) {
    return new RegistryError('unavailable', 'the registry cannot write to its database; its log says why', {
      cause: error,
    })
  }
  return error
}
