import { openRegistry } from '../registry/registry.ts'

/** Ends the session that a refresh token belongs to, at its registry. Rejects with a Failure when that cannot be told. */
export async function endSession(host: string, refreshToken: string): Promise<void> {
  await openRegistry(host, undefined).ask((client) => client.sessions.revokeToken({ token: refreshToken }))
}
