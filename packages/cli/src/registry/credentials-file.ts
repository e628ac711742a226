import { chmodSync, mkdirSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { errnoOf, usageFailure } from '../failure.ts'
import { describeErrno, type Io } from '../io.ts'
import { writeAtomically } from '../write-atomically.ts'

/** What `login` remembers of one registry. */
export interface Credential {
  readonly user: string
  readonly token: string
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
    const { user, token } = (entry ?? {}) as Partial<Record<keyof Credential, unknown>>
    if (typeof user !== 'string' || typeof token !== 'string') return undefined
    credentials.set(host, { user, token })
  }
  return credentials
}
