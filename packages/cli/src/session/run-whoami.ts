import { EXIT_CODES, type ExitCode } from '../exit-code.ts'
import type { Io } from '../io.ts'
import { printable } from '../printable.ts'
import { createRegistries, type Registry } from '../registry/registry.ts'
import { selectToken } from '../registry/select-token.ts'
import { fetchUserName } from './fetch-user-name.ts'
import { formatScopes } from './format-scopes.ts'
import { toIsoTime, toShortTime } from './format-time.ts'
import { namedOrOnlyHost } from './named-or-only-host.ts'

export interface WhoamiOptions {
  readonly format: 'text' | 'json'
  /** Also what the credential is, may do, and when it ends. */
  readonly isLong: boolean
}

/** What a registry says of the credential in use; the keys are those of its JSON. */
interface PrintedIdentity {
  readonly host: string
  readonly user: string
  /** Where the credential comes from: `wireproof login`, WIREPROOF_TOKEN or netrc. */
  readonly source: string
  readonly kind: 'session' | 'token'
  /** Null for a token. */
  readonly session: string | null
  readonly scopes: readonly string[]
  readonly expires: string | null
  /** Whether it is worth nothing without a key of this machine. */
  readonly isBound: boolean
}

/** Prints as whom a registry knows one, and what that gives. Rejects with a Failure. */
export async function runWhoami(io: Io, hostText: string | undefined, options: WhoamiOptions): Promise<ExitCode> {
  const host = namedOrOnlyHost(io, hostText, 'wireproof whoami registry.example.com')
  const registries = createRegistries(io.env)
  registries.nameHosts([host])
  const registry = registries.at(host)
  const user = await fetchUserName(registry)
  if (options.format === 'text' && !options.isLong) {
    await io.stdout.write(`${printable(user)}\n`)
    return EXIT_CODES.clean
  }
  const identity = await describeCredential(io, registry, user)
  await io.stdout.write(options.format === 'json' ? `${JSON.stringify(identity, undefined, 2)}\n` : toText(identity))
  return EXIT_CODES.clean
}

async function describeCredential(io: Io, registry: Registry, user: string): Promise<PrintedIdentity> {
  const { host } = registry
  const credential = selectToken(io.env, host, host)
  const base = { host, user, source: credential?.source ?? '' }
  if (credential?.token !== undefined) {
    const { token } = credential
    const { status } = await registry.ask((client) => client.sessions.introspectToken({ token }))
    const scopes = (status?.scope ?? '').split(' ').filter((scope) => scope !== '')
    const session = status?.sessionId || null
    const expires = toIsoTime(status?.expireTime)
    return { ...base, kind: session === null ? 'token' : 'session', session, scopes, expires, isBound: false }
  }
  const { session } = await registry.ask((client) => client.sessions.getCurrentSession({}))
  return {
    ...base,
    kind: 'session',
    session: session?.id ?? null,
    scopes: formatScopes(session?.scopes ?? []),
    expires: toIsoTime(session?.expiry?.absoluteExpireTime),
    isBound: session?.binding?.key.case !== undefined,
  }
}

function toText({ host, user, source, kind, session, scopes, expires, isBound }: PrintedIdentity): string {
  const what =
    kind === 'token' ? 'a token' : `the session ${session}${isBound ? ', bound to a key of this machine' : ''}`
  return [
    `${user} at ${host}`,
    `  with      ${what}, from ${source}`,
    `  may       ${scopes.join(', ') || 'nothing'}`,
    `  until     ${toShortTime(expires)}`,
  ]
    .map((line) => `${printable(line)}\n`)
    .join('')
}
