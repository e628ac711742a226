import { EXIT_CODES, type ExitCode } from '../exit-code.ts'
import type { Io } from '../io.ts'
import { formatTable } from '../output/text-table.ts'
import { createRegistries } from '../registry/registry.ts'
import { toShortTime } from '../session/format-time.ts'
import { namedOrOnlyHost } from '../session/named-or-only-host.ts'
import { fetchSessions } from './listed-session.ts'

/** Lists where one is signed in. Rejects with a Failure. */
export async function runSessionsLs(io: Io, hostText: string | undefined, format: 'text' | 'json'): Promise<ExitCode> {
  const host = namedOrOnlyHost(io, hostText, 'wireproof sessions ls --host registry.example.com')
  const registries = createRegistries(io.env)
  registries.nameHosts([host])
  const sessions = await fetchSessions(registries.at(host))
  const rows = sessions.map(({ id, isCurrent, strategy, client, address, lastActive, expires }) => [
    isCurrent ? `${id} *` : id,
    strategy,
    client || '-',
    address || '-',
    toShortTime(lastActive),
    toShortTime(expires),
  ])
  const headings = ['ID (* this one)', 'KIND', 'CLIENT', 'ADDRESS', 'LAST USED', 'ENDS IF UNUSED']
  await io.stdout.write(format === 'json' ? `${JSON.stringify(sessions, undefined, 2)}\n` : formatTable(headings, rows))
  return EXIT_CODES.clean
}
