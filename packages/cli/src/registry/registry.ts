import type { RegistryClient } from '@wireproof/registry-api'
import type { Io } from '../io.ts'
import { isBareToken, type SelectedCredential, selectToken } from './select-token.ts'

/** A push of a large tree is compiled and compared before it is answered; a large download takes its time, too. */
export const LONG_CALL_TIMEOUT_MS = 10 * 60_000

/** One registry, as this run speaks to it. */
export interface Registry {
  readonly host: string
  /** Makes a call. Rejects with a Failure that says what to do; with a RegistryFailure when the registry said no. */
  ask<T>(call: (client: RegistryClient) => Promise<T>): Promise<T>
}

/** The registries of one run: one client for each host, opened on demand. */
export interface Registries {
  at(host: string): Registry
  /**
   * Says which hosts the user spoke of; a bare WIREPROOF_TOKEN goes there if it is one. The first call that names any
   * decides: the command line is asked before the configuration. To be called before `at`.
   */
  nameHosts(hosts: Iterable<string>): void
}

export function createRegistries(env: Io['env']): Registries {
  const known = new Map<string, Registry>()
  let named: readonly string[] = []
  return {
    nameHosts(hosts) {
      if (named.length === 0) named = [...new Set(hosts)]
    },
    at(host) {
      const explicitHost = named.length === 1 ? named[0] : undefined
      const registry = known.get(host) ?? openRegistry(host, selectToken(env, host, explicitHost), isBareToken(env))
      known.set(host, registry)
      return registry
    },
  }
}

/** Opens a registry with a credential of the caller's choice. */
export function openRegistry(host: string, token: SelectedCredential | undefined, hasBareToken = false): Registry {
  const context = { host, token, isTokenWithheld: token === undefined && hasBareToken }
  let client: RegistryClient | undefined
  return {
    host,
    async ask(call) {
      // Most runs make no call, and the client is a good part of the whole command.
      const [{ openClient }, { explainCallError }] = await Promise.all([
        import('./open-client.ts'),
        import('./registry-failure.ts'),
      ])
      client ??= openClient(host, token)
      try {
        return await call(client)
      } catch (error) {
        throw explainCallError(error, context)
      }
    },
  }
}
