import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from './free-port.ts'

/** Where Debian and Ubuntu keep the programs of PostgreSQL, which are not on the path there. */
const DEBIAN = '/usr/lib/postgresql'
/** Starting, and stopping, a cluster of no size on a busy machine. */
const START_TIMEOUT_MS = 30_000

/** A PostgreSQL that a test has for itself, in a folder of its own, which is deleted at the end. */
export interface PostgresServer {
  /** Makes an empty database, with options of `CREATE DATABASE` if need be, and gives its URL. */
  createDatabase(options?: string): Promise<string>
  /** A copy of a database that nobody is connected to. */
  copyDatabase(url: string): Promise<string>
  /** Runs SQL in a database and gives what it prints, without any decoration. */
  query(url: string, sql: string): string
  /** Runs SQL in a transaction that stays open, with the locks that it has taken; gives what ends it. */
  hold(url: string, sql: string): Promise<() => Promise<void>>
  /** Everything that a database has, as a text. */
  dump(url: string): string
  /** Stops it at once, as a crash would; `start` brings it back with what was stored. */
  stop(): Promise<void>
  start(): Promise<void>
  /** Stops it and deletes everything. */
  remove(): Promise<void>
}

/** The folder of `initdb` and `postgres`, or why tests that need them are skipped. */
export function findPostgres(): { readonly bin: string } | { readonly missing: string } {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a)) : []
  const folders = [...versions.map((version) => join(DEBIAN, version, 'bin')), ...(process.env.PATH ?? '').split(':')]
  const bin = folders.find((folder) =>
    ['initdb', 'postgres', 'psql', 'pg_dump'].every((name) => existsSync(join(folder, name))),
  )
  if (bin === undefined) return { missing: 'no PostgreSQL here (initdb, postgres, psql and pg_dump)' }
  // PostgreSQL refuses to run as root; Debian's package makes a user for it.
  if (process.getuid?.() === 0 && userIds('postgres') === undefined) return { missing: 'no user "postgres" to run as' }
  return { bin }
}

/** Appended to the name of what is skipped, so that the reason can be read where the tests are counted. */
export const postgresMissing: string | undefined = (() => {
  const found = findPostgres()
  return 'missing' in found ? found.missing : undefined
})()

/** Makes a cluster and starts it on a free port of this machine. Rejects when there is no PostgreSQL. */
export async function startPostgres(): Promise<PostgresServer> {
  const found = findPostgres()
  if ('missing' in found) throw new Error(found.missing)
  const { bin } = found
  const owner = process.getuid?.() === 0 ? userIds('postgres') : undefined
  const folder = mkdtempSync(join(tmpdir(), 'wireproof-postgres-'))
  if (owner !== undefined) chownSync(folder, owner.uid, owner.gid)
  const run = (program: string, args: readonly string[], input = '') => {
    // The folder is the only one that the other user may be in for sure.
    const done = spawnSync(join(bin, program), args, { encoding: 'utf8', input, cwd: folder, ...owner })
    if (done.status !== 0) throw new Error(`${program}: ${done.error?.message ?? done.stderr}`)
    return done.stdout
  }
  const data = join(folder, 'data')
  run('initdb', ['--pgdata', data, '--username', 'wireproof', '--auth', 'trust', '--encoding', 'UTF8', '--no-sync'])
  const port = await freePort()
  const urlOf = (database: string) => `postgres://wireproof@127.0.0.1:${port}/${database}`
  let databases = 0
  let server: ChildProcess | undefined

  const query = (url: string, sql: string) =>
    run('psql', ['--no-psqlrc', '--quiet', '--tuples-only', '--no-align', '--set', 'ON_ERROR_STOP=1', url], sql).trim()
  const start = async () => {
    const settings = ['fsync=off', 'listen_addresses=127.0.0.1', `unix_socket_directories=${folder}`]
    const child = spawn(
      join(bin, 'postgres'),
      ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])],
      { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'], ...owner },
    )
    server = child
    await new Promise<void>((resolve, reject) => {
      let said = ''
      const timer = setTimeout(() => reject(new Error(`PostgreSQL does not start:\n${said}`)), START_TIMEOUT_MS)
      child.stderr?.on('data', (chunk: Buffer) => {
        said += chunk.toString()
        if (!said.includes('ready to accept connections')) return
        clearTimeout(timer)
        resolve()
      })
      child.once('exit', (code) => {
        clearTimeout(timer)
        reject(new Error(`PostgreSQL ended with ${code}:\n${said}`))
      })
    })
  }
  const stop = async () => {
    const child = server
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return
    const ended = new Promise((resolve) => child.once('exit', resolve))
    // "Immediate shutdown": connections are cut off, and the next start recovers as after a crash.
    child.kill('SIGQUIT')
    await ended
  }
  await start()
  return {
    async createDatabase(options = '') {
      const name = `test${++databases}`
      query(urlOf('postgres'), `CREATE DATABASE ${name} ${options}`)
      return urlOf(name)
    },
    async copyDatabase(url) {
      const name = `test${++databases}`
      query(urlOf('postgres'), `CREATE DATABASE ${name} TEMPLATE ${new URL(url).pathname.slice(1)}`)
      return urlOf(name)
    },
    query,
    dump: (url) => run('pg_dump', ['--data-only', '--dbname', url]),
    async hold(url, sql) {
      const child = spawn(join(bin, 'psql'), ['--no-psqlrc', '--quiet', '--set', 'ON_ERROR_STOP=1', url], {
        cwd: folder,
        stdio: ['pipe', 'pipe', 'ignore'],
        ...owner,
      })
      const ended = new Promise((resolve) => child.once('exit', resolve))
      const held = new Promise<void>((resolve, reject) => {
        child.stdout.on('data', (chunk: Buffer) => chunk.includes('held') && resolve())
        child.once('exit', () => reject(new Error(`psql cannot hold: ${sql}`)))
      })
      child.stdin.write(`BEGIN;\n${sql};\n\\echo held\n`)
      await held
      return async () => {
        child.stdin.end('ROLLBACK;\n')
        await ended
      }
    },
    stop,
    start,
    async remove() {
      await stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function userIds(name: string): { readonly uid: number; readonly gid: number } | undefined {
  const [uid, gid] = ['-u', '-g'].map((flag) => spawnSync('id', [flag, name], { encoding: 'utf8' }))
  if (uid?.status !== 0 || gid?.status !== 0) return undefined
  return { uid: Number(uid.stdout), gid: Number(gid.stdout) }
}
