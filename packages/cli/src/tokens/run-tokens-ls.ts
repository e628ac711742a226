import { EXIT_CODES, type ExitCode } from '../exit-code.ts'
import type { Io } from '../io.ts'
import { collectPages } from '../list/collect-pages.ts'
import { formatTable } from '../output/text-table.ts'
import { createRegistries } from '../registry/registry.ts'
import { formatScopes } from '../session/format-scopes.ts'
import { toIsoTime, toShortTime } from '../session/format-time.ts'
import { namedOrOnlyHost } from '../session/named-or-only-host.ts'

export interface TokenFilter {
  /** Empty: oneself. */
  readonly user: string
  readonly everyone: boolean
  readonly format: 'text' | 'json'
}

/** Lists tokens that are valid, without their texts, which nobody has. Rejects with a Failure. */
export async function runTokensLs(io: Io, hostText: string | undefined, filter: TokenFilter): Promise<ExitCode> {
  const host = namedOrOnlyHost(io, hostText, 'wireproof tokens ls --host registry.example.com')
  const registries = createRegistries(io.env)
  registries.nameHosts([host])
  const registry = registries.at(host)
  const { user: userName, everyone, format } = filter
  const found = await collectPages(Number.POSITIVE_INFINITY, async (pageToken, pageSize) => {
    const answer = await registry.ask((client) => client.tokens.listTokens({ pageToken, pageSize, userName, everyone }))
    return { items: answer.tokens, nextPageToken: answer.nextPageToken }
  })
  const tokens = found.map(({ id, note, userName: user, scopes, createTime, expireTime, lastUsedTime }) => ({
    id,
    user,
    note,
    scopes: formatScopes(scopes),
    created: toIsoTime(createTime),
    expires: toIsoTime(expireTime),
    lastUsed: toIsoTime(lastUsedTime),
  }))
  const rows = tokens.map(({ id, user, note, scopes, lastUsed, expires }) => [
    id,
    user,
    scopes.join(' '),
    toShortTime(lastUsed),
    toShortTime(expires),
    note,
  ])
  const headings = ['ID', 'USER', 'SCOPES', 'LAST USED', 'EXPIRES', 'NOTE']
  await io.stdout.write(format === 'json' ? `${JSON.stringify(tokens, undefined, 2)}\n` : formatTable(headings, rows))
  return EXIT_CODES.clean
}
