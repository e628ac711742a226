import { usageFailure } from '../failure.ts'
import type { Io } from '../io.ts'
import { readCredentials } from '../registry/credentials-file.ts'
import { parseRegistryHost } from '../registry/registry-host.ts'

/** The registry that was named, or the only one that one is logged in to. Throws a Failure; `command` is how to name one. */
export function namedOrOnlyHost(io: Io, hostText: string | undefined, command: string): string {
  if (hostText !== undefined) return parseRegistryHost(hostText)
  const hosts = [...readCredentials(io.env).keys()]
  const [host] = hosts
  if (host !== undefined && hosts.length === 1) return host
  throw usageFailure(
    host === undefined
      ? `you are not logged in to any registry; name one, as in \`${command}\``
      : `you are logged in to several registries; name one of ${hosts.join(', ')}`,
  )
}
