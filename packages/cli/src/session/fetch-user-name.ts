import { EXIT_CODES } from '../exit-code.ts'
import { Failure } from '../failure.ts'
import type { Registry } from '../registry/registry.ts'

/** Asks a registry whose token is in use. Rejects with a Failure, also for a registry that does not know. */
export async function fetchUserName(registry: Registry): Promise<string> {
  const { user } = await registry.ask((client) => client.users.getCurrentUser({}))
  if (user !== undefined && user.name !== '') return user.name
  throw new Failure(EXIT_CODES.server, `${registry.host} does not say who you are; is it a Wireproof registry?`)
}
