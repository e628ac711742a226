import { EXIT_CODES, type ExitCode } from '../exit-code.ts'
import type { Io } from '../io.ts'
import { readCredentials, writeCredentials } from '../registry/credentials-file.ts'
import { parseRegistryHost } from '../registry/registry-host.ts'

/** Forgets the token for a registry; it is fine if there is none. Rejects with a Failure. */
export async function runLogout(io: Io, hostText: string): Promise<ExitCode> {
  const host = parseRegistryHost(hostText)
  const credentials = new Map(readCredentials(io.env))
  const wasKnown = credentials.delete(host)
  if (wasKnown) writeCredentials(io.env, credentials)
  await io.stderr.write(wasKnown ? `logged out of ${host}\n` : `there was no token for ${host}\n`)
  return EXIT_CODES.clean
}
