import { chmodSync, mkdirSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { errnoOf, usageFailure } from '../failure.ts'
import { describeErrno, type Io } from '../io.ts'
import { writeAtomically } from '../write-atomically.ts'

/** What `login` remembers of one registry: a token that was given, or a session that was begun in a browser. */
export type Credential = { readonly user: string } & (
  | { readonly token: string; readonly session?: undefined }
  | { readonly session: StoredSession; readonly token?: undefined }
)

/** A session at a registry, whose tokens are worth nothing without the key. */
export interface StoredSession {
  readonly accessToken: string
  /** Milliseconds since the epoch. */
  readonly accessTokenExpiresAtMs: number
  readonly refreshToken: string
  /** The private key, as a JWK (RFC 7517). */
  readonly key: DpopJwk
  /** What the registry wants to see in the next proof (RFC 9449 section 8); empty when it has given none. */
  readonly nonce: string
}

/** A P-256 key. */
export interface DpopJwk {
  readonly kty: 'EC'
  readonly crv: 'P-256'
  readonly x: string
  readonly y: string
  readonly d: string
}

/** Credentials by `host[:port]`. */
export type Credentials = ReadonlyMap<string, Credential>

/** Only the owner may read tokens. */
const FILE_MODE = 0o600
const FOLDER_MODE = 0o700

/** Source: XDG Base Directory Specification: a relative path there is to be ignored. */
export function credentialsPath(env: Io['env']): string {
  const configured = env.XDG_CONFIG_HOME
  const base = configured?.startsWith('/') || /^[A-Za-z]:/.test(configured ?? '') ? (configured as string) : undefined
  return join(base ?? join(env.HOME || homedir(), '.config'), 'wireproof', 'credentials.json')
}

/** None when there is no file yet. Throws a Failure for one that cannot be read or understood. */
export function readCredentials(env: Io['env']): Credentials {
  const path = credentialsPath(env)
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    if (errnoOf(error) === 'ENOENT' || errnoOf(error) === 'ENOTDIR') return new Map()
    throw usageFailure(`cannot read ${path}: ${describeErrno(error)}`, { cause: error })
  }
  const credentials = parseCredentials(text)
  if (credentials === undefined)
    throw usageFailure(`${path} is damaged; remove it and log in anew (wireproof login HOST)`)
  return credentials
}

/** Replaces the file as a whole; another run sees the old or the new one. Throws a Failure. */
export function writeCredentials(env: Io['env'], credentials: Credentials): void {
  const path = credentialsPath(env)
  try {
    mkdirSync(dirname(path), { recursive: true, mode: FOLDER_MODE })
  } catch (error) {
    throw usageFailure(`cannot make the folder ${dirname(path)}: ${describeErrno(error)}`, { cause: error })
  }
  const hosts = Object.fromEntries([...credentials].sort(([a], [b]) => (a < b ? -1 : 1)))
  const text = `${JSON.stringify({ version: 1, hosts }, undefined, 2)}\n`
  writeAtomically(path, Buffer.from(text), { mode: FILE_MODE, flush: true })
  chmodSync(path, FILE_MODE)
}

function parseCredentials(text: string): Credentials | undefined {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return undefined
  }
  if (typeof value !== 'object' || value === null || !('hosts' in value)) return undefined
  const { hosts } = value
  if (typeof hosts !== 'object' || hosts === null) return undefined
  const credentials = new Map<string, Credential>()
  for (const [host, entry] of Object.entries(hosts)) {
    const { user, token, session } = (entry ?? {}) as Partial<Record<keyof Credential, unknown>>
    if (typeof user !== 'string') return undefined
    if (typeof token === 'string') credentials.set(host, { user, token })
    else if (isStoredSession(session)) credentials.set(host, { user, session })
    else return undefined
  }
  return credentials
}

function isStoredSession(value: unknown): value is StoredSession {
  if (typeof value !== 'object' || value === null) return false
  const { key, accessTokenExpiresAtMs, ...texts } = value as Partial<Record<keyof StoredSession, unknown>>
  const { x, y, d } = (key ?? {}) as Partial<Record<keyof DpopJwk, unknown>>
  const wanted = [texts.accessToken, texts.refreshToken, texts.nonce, x, y, d]
  return typeof accessTokenExpiresAtMs === 'number' && wanted.every((text) => typeof text === 'string')
}
