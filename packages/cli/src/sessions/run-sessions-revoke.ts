import { EXIT_CODES, type ExitCode } from '../exit-code.ts'
import { usageFailure } from '../failure.ts'
import type { Io } from '../io.ts'
import { createRegistries } from '../registry/registry.ts'
import { namedOrOnlyHost } from '../session/named-or-only-host.ts'
import { fetchSessions } from './listed-session.ts'

export interface RevokeWhat {
  /** Ids, or beginnings of ids that no other session has. */
  readonly ids: readonly string[]
  /** All but the session in use. */
  readonly others: boolean
  readonly all: boolean
}

/** Ends sessions of one's own. Rejects with a Failure; what was asked for by name is ended as a whole or not at all. */
export async function runSessionsRevoke(io: Io, hostText: string | undefined, what: RevokeWhat): Promise<ExitCode> {
  const { ids, others, all } = what
  if ([ids.length > 0, others, all].filter((isAsked) => isAsked).length !== 1) {
    throw usageFailure('say which sessions to end: their ids (see `wireproof sessions ls`), --others or --all')
  }
  const host = namedOrOnlyHost(io, hostText, 'wireproof sessions revoke --host registry.example.com')
  const registries = createRegistries(io.env)
  registries.nameHosts([host])
  const registry = registries.at(host)
  if (others || all) {
    const { revokedCount } = await registry.ask((client) => client.sessions.revokeSessions({ keepCurrent: others }))
    await io.stderr.write(`ended ${revokedCount} session${revokedCount === 1 ? '' : 's'}\n`)
    return EXIT_CODES.clean
  }
  const known = await fetchSessions(registry)
  const found = ids.map((id) => {
    const matches = known.filter((session) => session.id.startsWith(id.toLowerCase()))
    const [match] = matches
    if (match !== undefined && matches.length === 1) return match
    const problem =
      match === undefined
        ? 'no live session of yours has the id'
        : 'several of your sessions have an id that begins with'
    throw usageFailure(`${problem} ${id}; see \`wireproof sessions ls --host ${host}\``)
  })
  // The one in use last: without it the others could not be ended.
  for (const { id: sessionId } of found.sort((a, b) => Number(a.isCurrent) - Number(b.isCurrent))) {
    await registry.ask((client) => client.sessions.revokeSession({ sessionId }))
    await io.stderr.write(`ended ${sessionId}\n`)
  }
  return EXIT_CODES.clean
}
