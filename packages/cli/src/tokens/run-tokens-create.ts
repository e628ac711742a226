import { timestampDate, timestampFromMs } from '@bufbuild/protobuf/wkt'
import { EXIT_CODES, type ExitCode } from '../exit-code.ts'
import type { Io } from '../io.ts'
import { printable } from '../printable.ts'
import { createRegistries } from '../registry/registry.ts'
import { formatScopes } from '../session/format-scopes.ts'
import { toIsoTime } from '../session/format-time.ts'
import { namedOrOnlyHost } from '../session/named-or-only-host.ts'
import { parseScope } from './parse-scope.ts'

const DAY_MS = 24 * 3_600_000

export interface TokenOptions {
  readonly note: string
  readonly scopes: readonly string[]
  /** Empty: oneself. */
  readonly user: string
  readonly days: number
  readonly format: 'text' | 'json'
}

/** Makes a token and prints it, the only time that it is shown. Rejects with a Failure. */
export async function runTokensCreate(io: Io, hostText: string | undefined, options: TokenOptions): Promise<ExitCode> {
  const scopes = options.scopes.map(parseScope)
  const host = namedOrOnlyHost(io, hostText, 'wireproof tokens create --host registry.example.com')
  const registries = createRegistries(io.env)
  registries.nameHosts([host])
  const { note, user: userName, days } = options
  const expireTime = timestampFromMs(Date.now() + days * DAY_MS)
  const { token, secret } = await registries
    .at(host)
    .ask((client) => client.tokens.createToken({ note, userName, scopes, expireTime }))
  const held = formatScopes(token?.scopes ?? [])
  if (options.format === 'json') {
    const printed = {
      id: token?.id,
      user: token?.userName,
      scopes: held,
      expires: toIsoTime(token?.expireTime),
      secret,
    }
    await io.stdout.write(`${JSON.stringify(printed, undefined, 2)}\n`)
    return EXIT_CODES.clean
  }
  const until =
    token?.expireTime === undefined ? 'for ever' : `until ${timestampDate(token.expireTime).toISOString().slice(0, 10)}`
  await io.stderr.write(
    `${printable(`a token for ${token?.userName ?? userName}: ${held.join(', ')}, ${until}; it is not shown again`)}\n`,
  )
  await io.stdout.write(`${secret}\n`)
  return EXIT_CODES.clean
}
