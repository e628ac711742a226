import { EXIT_CODES, type ExitCode } from '../exit-code.ts'
import { Failure } from '../failure.ts'
import type { Io } from '../io.ts'
import { readCredentials, writeCredentials } from '../registry/credentials-file.ts'
import { parseRegistryHost } from '../registry/registry-host.ts'
import { endSession } from './end-session.ts'

/**
 * Forgets what is stored for a registry, and ends the session there if it is one; it is fine if there is nothing. Rejects
 * with a Failure when the registry could not be told: nothing is left here all the same.
 */
export async function runLogout(io: Io, hostText: string): Promise<ExitCode> {
  const host = parseRegistryHost(hostText)
  const credentials = new Map(readCredentials(io.env))
  const stored = credentials.get(host)
  if (credentials.delete(host)) writeCredentials(io.env, credentials)
  if (stored?.session !== undefined) await tellRegistry(host, stored.session.refreshToken)
  await io.stderr.write(stored === undefined ? `there was no token for ${host}\n` : `logged out of ${host}\n`)
  return EXIT_CODES.clean
}

async function tellRegistry(host: string, refreshToken: string): Promise<void> {
  try {
    await endSession(host, refreshToken)
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    throw new Failure(
      EXIT_CODES.server,
      `logged out here, but the session at ${host} goes on until it ends by itself or somebody ends it there: ${error.message}`,
    )
  }
}
