import { EXIT_CODES, type ExitCode } from '../exit-code.ts'
import { usageFailure } from '../failure.ts'
import type { Io } from '../io.ts'
import { printable } from '../printable.ts'
import { readCredentials } from '../registry/credentials-file.ts'
import { createRegistries } from '../registry/registry.ts'
import { parseRegistryHost } from '../registry/registry-host.ts'
import { fetchUserName } from './fetch-user-name.ts'

/** Prints the user name that a registry knows the token's holder by. Rejects with a Failure. */
export async function runWhoami(io: Io, hostText: string | undefined): Promise<ExitCode> {
  const host = hostText === undefined ? onlyHost(io) : parseRegistryHost(hostText)
  const registries = createRegistries(io.env)
  registries.nameHosts([host])
  await io.stdout.write(`${printable(await fetchUserName(registries.at(host)))}\n`)
  return EXIT_CODES.clean
}

function onlyHost(io: Io): string {
  const hosts = [...readCredentials(io.env).keys()]
  const [host] = hosts
  if (host !== undefined && hosts.length === 1) return host
  throw usageFailure(
    host === undefined
      ? 'you are not logged in to any registry; name one, as in `wireproof whoami registry.example.com`'
      : `you are logged in to several registries; name one of ${hosts.join(', ')}`,
  )
}
