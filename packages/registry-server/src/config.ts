import { BlockList, isIP } from 'node:net'
import { parseArgs } from 'node:util'
import { registryHostProblem } from '@wireproof/module'
import { CERTIFICATE_HEADERS, type CertificateHeader } from './auth/client-certificate.ts'
import { parseMasterKey } from './auth/keys/master-key.ts'
import { type OidcSettings, parseOidcSettings } from './auth/oidc/oidc-settings.ts'
import { parseLifetimes, type SessionLifetimes } from './auth/session-lifetimes.ts'
import { tokenProblem } from './auth/token.ts'
import { DATABASE_URL, REDIS_URL, type StoreUrl } from './store-url.ts'

/** Everything that an operator decides. */
export interface Config {
  readonly command: 'serve' | 'verify' | 'help' | 'version'
  readonly port: number
  readonly host: string
  readonly dataDir: string
  /** PostgreSQL, as a URL or in a file that holds it; neither: a database in the data folder. A secret. */
  readonly databaseUrl: string | undefined
  readonly databaseUrlFile: string | undefined
  /** Redis for sessions, in the same two ways; neither: they are where everything is. A secret. */
  readonly redisUrl: string | undefined
  readonly redisUrlFile: string | undefined
  /** Undefined: http(s)://localhost and the port. */
  readonly publicUrl: URL | undefined
  readonly tls: { readonly certFile: string; readonly keyFile: string } | undefined
  /** Addresses whose X-Forwarded-* headers are believed; undefined: none. */
  readonly trustedProxies: BlockList | undefined
  /** The header in which those proxies name the certificate of a client; undefined: they name none. */
  readonly certificateHeader: CertificateHeader | undefined
  readonly adminToken: string | undefined
  /** Seals what the store must not tell, as bytes or in a file; neither: a file in the data folder. */
  readonly secretKey: Buffer | undefined
  readonly secretKeyFile: string | undefined
  /** A file that lists protoc plugins; undefined: none. */
  readonly pluginsFile: string | undefined
  /** `host` or `host:port` to which webhooks may go though they are not public, or not https. */
  readonly webhookHosts: ReadonlySet<string>
  /** How long events stay in the audit log. */
  readonly auditDays: number
  readonly lifetimes: SessionLifetimes
  readonly oidc: OidcSettings | undefined
}

export type ConfigResult = { readonly config: Config } | { readonly problems: readonly string[] }

const DEFAULT_PORT = 8080
const DEFAULT_DATA_DIR = 'wireproof-data'
/** A year, and a month to look back on it. */
const DEFAULT_AUDIT_DAYS = 400
/** Less is no use to whoever comes back from a weekend; more than a century is a mistake. */
const [MIN_AUDIT_DAYS, MAX_AUDIT_DAYS] = [7, 36_500]
const LOOPBACK = '127.0.0.1'
const EVERYWHERE = '0.0.0.0'

export const HELP = `wireproof-server: a self-hosted Protobuf schema registry

Usage
  wireproof-server [--port N] [--data DIR]    serve until it is told to stop
  wireproof-server verify [--data DIR]        read everything stored and recompute every digest
  wireproof-server --help | --version

Settings (environment; a flag wins)
  WIREPROOF_PORT, --port N      port to listen on; 0 takes a free one (default ${DEFAULT_PORT})
  WIREPROOF_DATA, --data DIR    folder for everything that is kept; made if missing (default ./${DEFAULT_DATA_DIR})
  WIREPROOF_DATABASE_URL_FILE   file with the URL of a PostgreSQL database, or
  WIREPROOF_DATABASE_URL        the URL itself: postgres://user:password@host:5432/database. Everything is kept there then,
                                and several servers may share it; the data folder holds what each may lose. Without
                                either everything is kept in the data folder
  WIREPROOF_REDIS_URL_FILE      file with the URL of a Redis that keeps the sessions, or
  WIREPROOF_REDIS_URL           the URL itself: redis://user:password@host:6379/0, or rediss:// for TLS. It must write down
                                what it is told before it answers (appendonly yes, appendfsync always): what it forgets
                                could be a revocation. Without either sessions are where everything is
  WIREPROOF_HOST                address to listen on (default ${LOOPBACK}; ${EVERYWHERE} with TLS or a trusted proxy)
  WIREPROOF_PUBLIC_URL          how clients reach it, such as https://schemas.example.com (default: localhost)
  WIREPROOF_TLS_CERT, _KEY      files with the certificate chain and the private key, in PEM form
  WIREPROOF_TRUSTED_PROXY       addresses or networks of TLS-terminating proxies, separated by commas
  WIREPROOF_CLIENT_CERT_HEADER  header in which those proxies pass on the certificate of a client, and which they remove
                                when a client sends it: client-cert (RFC 9440) or x-client-cert (PEM, percent-encoded)
  WIREPROOF_SECRET_KEY_FILE     file with 32 random bytes in hex or base64 that seal signing keys in the database, or
  WIREPROOF_SECRET_KEY          the same as text; without either the first start makes the file secret-key in the data
                                folder. Several servers on one database need the same
  WIREPROOF_ADMIN_TOKEN         token with all rights, valid while it is set; without it the first start writes one
                                to the file admin-token in the data folder
  WIREPROOF_PLUGINS             JSON file with the protoc plugins that clients may run here:
                                [{ "name": "owner/name", "version": "v1.2.3", "command": ["program", "argument"] }]
  WIREPROOF_WEBHOOK_HOSTS       hosts (host or host:port, separated by commas) that webhooks may be sent to without TLS
                                or within your own network; others must be public and https
  WIREPROOF_AUDIT_DAYS          days that events stay in the audit log (default ${DEFAULT_AUDIT_DAYS})
  WIREPROOF_SESSION_IDLE_MINUTES, _ABSOLUTE_HOURS, _REMEMBER_DAYS
                                how long a browser stays signed in without a request (default 30), in all (default 12),
                                and when its owner asks to be remembered (default 30; 0: never)
  WIREPROOF_OIDC_ISSUER, _CLIENT_ID, _CLIENT_SECRET_FILE
                                a provider at which people sign in (OpenID Connect), this registry's id there, and the
                                file with its secret if it has one; its redirect URI is PUBLIC_URL/login/external/callback
  WIREPROOF_OIDC_SIGN_UP        allow: whoever signs in there for the first time gets an account (default deny)

Tokens are taken over TLS, from this machine itself, and through a trusted proxy that says "X-Forwarded-Proto: https";
over plain HTTP from elsewhere they are refused.
`

/** Reads flags and environment. Everything that is wrong comes back at once, one line each. */
export function parseConfig(argv: readonly string[], env: Readonly<Record<string, string | undefined>>): ConfigResult {
  const problems: string[] = []
  const flags = parseFlags(argv, problems)
  // An empty variable is one that is not set: that is what compose files and unit files make of a missing value.
  const read = (name: string) => env[name]?.trim() || undefined

  const tls = parseTls(read('WIREPROOF_TLS_CERT'), read('WIREPROOF_TLS_KEY'), problems)
  const trustedProxies = parseProxies(read('WIREPROOF_TRUSTED_PROXY'), problems)
  const adminToken = read('WIREPROOF_ADMIN_TOKEN')
  const secretKeyText = read('WIREPROOF_SECRET_KEY')
  const secretKey = secretKeyText === undefined ? undefined : parseMasterKey(secretKeyText)
  if (secretKeyText !== undefined && secretKey === undefined) {
    problems.push('WIREPROOF_SECRET_KEY must be 32 random bytes in hex or base64, as made by `openssl rand -base64 32`')
  }
  const tokenIssue = adminToken === undefined ? undefined : tokenProblem(adminToken)
  if (tokenIssue !== undefined) problems.push(`WIREPROOF_ADMIN_TOKEN ${tokenIssue}`)
  const config: Config = {
    command: flags.command,
    port: parsePort(flags.port ?? read('WIREPROOF_PORT'), problems),
    host: parseHost(read('WIREPROOF_HOST'), tls !== undefined || trustedProxies !== undefined, problems),
    dataDir: flags.data ?? read('WIREPROOF_DATA') ?? DEFAULT_DATA_DIR,
    databaseUrl: parseStoreUrl(DATABASE_URL, read, problems),
    databaseUrlFile: read(DATABASE_URL.fileVariable),
    redisUrl: parseStoreUrl(REDIS_URL, read, problems),
    redisUrlFile: read(REDIS_URL.fileVariable),
    publicUrl: parsePublicUrl(read('WIREPROOF_PUBLIC_URL'), problems),
    tls,
    trustedProxies,
    certificateHeader: parseCertificateHeader(read('WIREPROOF_CLIENT_CERT_HEADER'), trustedProxies, problems),
    adminToken,
    secretKey,
    secretKeyFile: read('WIREPROOF_SECRET_KEY_FILE'),
    pluginsFile: read('WIREPROOF_PLUGINS'),
    webhookHosts: parseWebhookHosts(read('WIREPROOF_WEBHOOK_HOSTS'), problems),
    oidc: parseOidcSettings(
      {
        issuer: read('WIREPROOF_OIDC_ISSUER'),
        clientId: read('WIREPROOF_OIDC_CLIENT_ID'),
        clientSecretFile: read('WIREPROOF_OIDC_CLIENT_SECRET_FILE'),
        signUp: read('WIREPROOF_OIDC_SIGN_UP'),
      },
      problems,
    ),
    auditDays: parseAuditDays(read('WIREPROOF_AUDIT_DAYS'), problems),
    lifetimes: parseLifetimes(
      {
        idleMinutes: read('WIREPROOF_SESSION_IDLE_MINUTES'),
        absoluteHours: read('WIREPROOF_SESSION_ABSOLUTE_HOURS'),
        rememberDays: read('WIREPROOF_SESSION_REMEMBER_DAYS'),
      },
      problems,
    ),
  }
  return problems.length > 0 ? { problems } : { config }
}

function parseFlags(
  argv: readonly string[],
  problems: string[],
): { command: Config['command']; port?: string | undefined; data?: string | undefined } {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        port: { type: 'string' },
        data: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
        version: { type: 'boolean' },
      },
    })
    const { port, data } = values
    if (values.help) return { command: 'help' }
    if (values.version) return { command: 'version' }
    const [command = 'serve', ...rest] = positionals
    if ((command !== 'serve' && command !== 'verify') || rest.length > 0) {
      problems.push(`"${positionals.join(' ')}" is no command; see --help`)
    }
    if (data === '') problems.push('--data needs a folder')
    return { command: command === 'verify' ? 'verify' : 'serve', port, data }
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    problems.push(`${error.message.split('. ')[0]}; see --help`)
    return { command: 'serve' }
  }
}

function parsePort(text: string | undefined, problems: string[]): number {
  if (text === undefined) return DEFAULT_PORT
  const port = Number(text)
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port
  problems.push(`WIREPROOF_PORT or --port is "${text}"; it must be a number from 0 to 65535`)
  return DEFAULT_PORT
}

function parseHost(text: string | undefined, isProtected: boolean, problems: string[]): string {
  if (text === undefined) return isProtected ? EVERYWHERE : LOOPBACK
  if (isIP(text) === 0 && !/^[A-Za-z0-9.-]+$/.test(text)) {
    problems.push(`WIREPROOF_HOST is "${text}"; it must be an address or a host name without scheme and port`)
  }
  return text
}

function parsePublicUrl(text: string | undefined, problems: string[]): URL | undefined {
  if (text === undefined) return undefined
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url === undefined || !['http:', 'https:'].includes(url.protocol)) {
    problems.push(`WIREPROOF_PUBLIC_URL is "${text}"; it must be a URL such as https://schemas.example.com`)
    return undefined
  }
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '' || url.username !== '') {
    problems.push(`WIREPROOF_PUBLIC_URL is "${text}"; clients need the registry at the root of a host, without a path`)
  }
  const hostProblem = registryHostProblem(url.host)
  if (hostProblem !== undefined) problems.push(`WIREPROOF_PUBLIC_URL: ${hostProblem}`)
  return url
}

/** A problem does not repeat what is wrong: it may hold a password. */
function parseStoreUrl(
  { variable, fileVariable, pattern, example }: StoreUrl,
  read: (name: string) => string | undefined,
  problems: string[],
): string | undefined {
  const text = read(variable)
  if (text === undefined) return undefined
  if (!pattern.test(text)) problems.push(`${variable} must be a URL such as ${example}`)
  if (read(fileVariable) !== undefined) problems.push(`${variable} and ${fileVariable} are both set; give one of them`)
  return text
}

function parseTls(
  certFile: string | undefined,
  keyFile: string | undefined,
  problems: string[],
): { certFile: string; keyFile: string } | undefined {
  if (certFile !== undefined && keyFile !== undefined) return { certFile, keyFile }
  if (certFile !== undefined || keyFile !== undefined) {
    problems.push('WIREPROOF_TLS_CERT and WIREPROOF_TLS_KEY belong together; one of them is not set')
  }
  return undefined
}

function parseProxies(text: string | undefined, problems: string[]): BlockList | undefined {
  if (text === undefined) return undefined
  const list = new BlockList()
  for (const entry of text.split(',').map((part) => part.trim())) {
    const [address = '', prefix] = entry.split('/')
    const version = isIP(address)
    const bits = version === 6 ? 128 : 32
    const length = prefix === undefined ? bits : Number(prefix)
    if (version === 0 || (prefix !== undefined && !/^\d{1,3}$/.test(prefix)) || length > bits) {
      problems.push(`WIREPROOF_TRUSTED_PROXY: "${entry}" is no address or network such as 10.0.0.5 or 10.0.0.0/8`)
      continue
    }
    list.addSubnet(address, length, version === 6 ? 'ipv6' : 'ipv4')
  }
  return list
}

function parseCertificateHeader(
  text: string | undefined,
  trustedProxies: BlockList | undefined,
  problems: string[],
): CertificateHeader | undefined {
  if (text === undefined) return undefined
  const header = CERTIFICATE_HEADERS.find((name) => name === text.toLowerCase())
  if (header === undefined) {
    problems.push(`WIREPROOF_CLIENT_CERT_HEADER is "${text}"; it must be one of ${CERTIFICATE_HEADERS.join(', ')}`)
  } else if (trustedProxies === undefined) {
    problems.push('WIREPROOF_CLIENT_CERT_HEADER needs WIREPROOF_TRUSTED_PROXY: nobody else is believed')
  }
  return header
}

function parseAuditDays(text: string | undefined, problems: string[]): number {
  if (text === undefined) return DEFAULT_AUDIT_DAYS
  const days = Number(text)
  if (/^\d{1,5}$/.test(text) && days >= MIN_AUDIT_DAYS && days <= MAX_AUDIT_DAYS) return days
  problems.push(`WIREPROOF_AUDIT_DAYS is "${text}"; it must be a number from ${MIN_AUDIT_DAYS} to ${MAX_AUDIT_DAYS}`)
  return DEFAULT_AUDIT_DAYS
}

function parseWebhookHosts(text: string | undefined, problems: string[]): ReadonlySet<string> {
  const hosts = (text ?? '').split(',').map((part) => part.trim().toLowerCase())
  const named = hosts.filter((host) => host !== '')
  for (const host of named) {
    const url = URL.canParse(`http://${host}`) ? new URL(`http://${host}`) : undefined
    if (url === undefined || (url.host !== host && `${url.host}:80` !== host)) {
      problems.push(`WIREPROOF_WEBHOOK_HOSTS: "${host}" is no host such as ci.internal or ci.internal:8443`)
    }
  }
  return new Set(named)
}
