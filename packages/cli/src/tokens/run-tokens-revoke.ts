import { EXIT_CODES, type ExitCode } from '../exit-code.ts'
import type { Io } from '../io.ts'
import { createRegistries } from '../registry/registry.ts'
import { namedOrOnlyHost } from '../session/named-or-only-host.ts'

/** Makes tokens useless, by their ids. Rejects with a Failure at the first that is not there. */
export async function runTokensRevoke(io: Io, hostText: string | undefined, ids: readonly string[]): Promise<ExitCode> {
  const host = namedOrOnlyHost(io, hostText, 'wireproof tokens revoke ID --host registry.example.com')
  const registries = createRegistries(io.env)
  registries.nameHosts([host])
  for (const id of ids) {
    await registries.at(host).ask((client) => client.tokens.revokeToken({ id }))
    await io.stderr.write(`revoked ${id}\n`)
  }
  return EXIT_CODES.clean
}
