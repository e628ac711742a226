import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { blobStoreContract } from '../../../testing/blob-store-contract.ts'
import { type PostgresServer, postgresMissing, startPostgres } from '../../../testing/postgres-server.ts'
import { sharedReplayGuardContract } from '../../../testing/replay-guard-contract.ts'
import { wholeStoreContract } from '../../../testing/whole-store-contract.ts'
import { MIGRATIONS } from '../migrations/index.ts'
import type { Store } from '../store.ts'
import { migratePostgres } from './migrate-postgres.ts'
import { openPool } from './open-pool.ts'
import { openPostgresStore } from './postgres-store.ts'
import { createTableBlobStore } from './table-blob-store.ts'
import { createTableReplayGuard } from './table-replay-guard.ts'

const title = `PostgreSQL${postgresMissing === undefined ? '' : ` (skipped: ${postgresMissing})`}`

describe.skipIf(postgresMissing !== undefined)(title, () => {
  let server: PostgresServer
  /** With the schema and nothing else: a copy is made much faster than a schema. */
  let template: string
  beforeAll(async () => {
    server = await startPostgres()
    template = await server.createDatabase()
    const { store } = await openPostgresStore({ url: template, nowMs: 0 })
    await store.close()
  })
  afterAll(() => server?.remove())

  const organization = (n: number, name = `org${n}`) => ({
    id: n.toString(16).padStart(32, '0'),
    name,
    description: '',
    url: '',
  })
  const open = async (url?: string): Promise<Store> => {
    const { store } = await openPostgresStore({ url: url ?? (await server.copyDatabase(template)), nowMs: 0 })
    return store
  }

  describe('the store', () => wholeStoreContract(open))

  describe('what is kept beside the store', () => {
    const pools: { end(): Promise<void> }[] = []
    afterAll(() => Promise.all(pools.map((pool) => pool.end())))

    sharedReplayGuardContract(async () => {
      const url = await server.copyDatabase(template)
      const [one, other] = [openPool(url), openPool(url)]
      pools.push(one, other)
      return [createTableReplayGuard(one), createTableReplayGuard(other)]
    })

    blobStoreContract(async () => {
      const pool = openPool(await server.copyDatabase(template))
      pools.push(pool)
      return createTableBlobStore(pool)
    })
  })

  describe('two servers', () => {
    test('that start at once make one schema', async () => {
      const url = await server.createDatabase()
      const stores = await Promise.all([open(url), open(url), open(url)])
      const count = server.query(url, 'SELECT count(*) FROM schema_migrations')
      expect(Number(count)).toBe(MIGRATIONS.length)
      await Promise.all(stores.map((store) => store.close()))
    })

    test('that change the same thing at once lose nothing', async () => {
      const url = await server.copyDatabase(template)
      const stores = await Promise.all([open(url), open(url)])
      const [one] = stores as [Store, Store]
      const user = { id: 'f'.repeat(32), name: 'ada', userType: 'standard', registryRole: 'none' } as const
      await one.ensureUser(user, 1)
      const changes = Array.from({ length: 40 }, (_, n) => {
        return (stores[n % 2] as Store).setPolicy({ level: 'registry' }, `# ${n}`, user.id, n)
      })
      await Promise.all(changes)
      expect(await one.getPolicy({ level: 'registry' })).toMatchObject({ revision: 40 })
      await Promise.all(stores.map((store) => store.close()))
    })

    test('of which one makes what the other makes: one of them is told so', async () => {
      const url = await server.copyDatabase(template)
      const stores = await Promise.all([open(url), open(url)])
      const made = await Promise.allSettled(
        Array.from({ length: 20 }, (_, n) =>
          (stores[n % 2] as Store).createOrganizations([organization(n, 'acme'), organization(n + 100)], 1),
        ),
      )
      expect(made.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
      const reasons = made.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []))
      expect(new Set(reasons.map(({ code }) => code))).toEqual(new Set(['already_exists']))
      // All of a step, or nothing of it.
      expect(server.query(url, 'SELECT count(*) FROM owners')).toBe('2')
      await Promise.all(stores.map((store) => store.close()))
    })
  })

  describe('what goes wrong', () => {
    test('a password is in no message', async () => {
      const url = new URL(template)
      url.password = 'open-sesame'
      url.pathname = '/nothing'
      const said = await openPostgresStore({ url: url.href, nowMs: 0 }).catch((error: Error) => error)
      expect(said).toMatchObject({ message: expect.stringMatching(/^cannot use the database nothing at 127\.0\.0\.1/) })
      expect(JSON.stringify(said, Object.getOwnPropertyNames(said))).not.toContain('sesame')
      const nowhere = openPostgresStore({ url: 'postgres://app:open-sesame@127.0.0.1:1/db', nowMs: 0 })
      await expect(nowhere).rejects.toThrow('cannot use the database db at 127.0.0.1, port 1: connect ECONNREFUSED')
      await expect(openPostgresStore({ url: 'postgres://a:open-sesame@[/', nowMs: 0 })).rejects.toThrow(
        /^cannot use the database (?!.*sesame)/,
      )
    })

    test('a database of another encoding is refused', async () => {
      const url = await server.createDatabase("ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0")
      await expect(openPostgresStore({ url, nowMs: 0 })).rejects.toThrow("make one with ENCODING 'UTF8'")
    })

    test('a zero character and a name of kilobytes are refused with a reason', async () => {
      const store = await open()
      const zero = store.createOrganizations([organization(1, 'a\0b')], 1)
      await expect(zero).rejects.toMatchObject({ code: 'invalid_argument', message: expect.stringContaining('U+0000') })
      // Random, as the database would shorten what repeats.
      const long = Array.from({ length: 6_000 }, () => Math.floor(Math.random() * 36).toString(36)).join('')
      const tooLong = store.createOrganizations([organization(1, long)], 1)
      await expect(tooLong).rejects.toMatchObject({ code: 'invalid_argument' })
      await store.close()
    })

    test.each([
      ['53100', 'resource_exhausted'],
      ['53300', 'unavailable'],
      ['57014', 'unavailable'],
      ['25006', 'unavailable'],
      ['58030', 'unavailable'],
    ])('what the database says with %s is %s, and nothing is stored', async (state, code) => {
      const url = await server.copyDatabase(template)
      const store = await open(url)
      server.query(
        url,
        `CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS
           $$ BEGIN RAISE EXCEPTION 'no' USING ERRCODE = '${state}'; END $$;
         CREATE TRIGGER fail BEFORE INSERT ON owners FOR EACH ROW WHEN (new.name = 'last') EXECUTE FUNCTION fail()`,
      )
      const made = store.createOrganizations([organization(1), organization(2, 'last')], 1)
      await expect(made).rejects.toMatchObject({ code })
      expect(server.query(url, 'SELECT count(*) FROM owners')).toBe('0')
      await store.close()
    })

    test('what others keep from ending again and again is given up, and said so', async () => {
      const url = await server.copyDatabase(template)
      const store = await open(url)
      server.query(
        url,
        `CREATE SEQUENCE tries;
         CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS
           $$ BEGIN PERFORM nextval('tries'); RAISE EXCEPTION 'no' USING ERRCODE = '40001'; END $$;
         CREATE TRIGGER fail BEFORE INSERT ON owners FOR EACH ROW EXECUTE FUNCTION fail()`,
      )
      await expect(store.createOrganizations([organization(1)], 1)).rejects.toMatchObject({
        code: 'unavailable',
        message: 'the database of the registry is busy; try again',
      })
      expect(server.query(url, 'SELECT last_value FROM tries')).toBe('12')
      await store.close()
    })

    test('an edited migration, an unknown one and a broken one change nothing', async () => {
      const url = await server.createDatabase()
      const pool = openPool(url)
      const client = await pool.connect()
      const [first] = MIGRATIONS
      if (first === undefined) throw new Error('there is no migration')
      await migratePostgres(client, MIGRATIONS, 1)
      await migratePostgres(client, MIGRATIONS, 2)
      expect(server.query(url, 'SELECT DISTINCT applied_at_ms FROM schema_migrations')).toBe('1')
      const edited = { ...first, postgres: `${first.postgres}-- edited` }
      await expect(migratePostgres(client, [edited], 2)).rejects.toThrow(first.id)
      await expect(migratePostgres(client, [], 2)).rejects.toThrow('newer version')
      const next = { id: '9999-broken', sqlite: '', postgres: 'CREATE TABLE fine (a int); CREATE TABLE broken (' }
      await expect(migratePostgres(client, [...MIGRATIONS, next], 2)).rejects.toThrow('syntax error')
      expect(server.query(url, "SELECT count(*) FROM pg_tables WHERE tablename = 'fine'")).toBe('0')
      client.release()
      await pool.end()
    })

    // Last: all connections of this file are cut off.
    test('a database that is down makes everything unavailable until it is back', async () => {
      const url = await server.copyDatabase(template)
      const { store, pool } = await openPostgresStore({ url, nowMs: 0 })
      const blobs = createTableBlobStore(pool)
      await store.createOrganizations([organization(1)], 1)
      await server.stop()
      const questions = [
        () => store.ping(),
        () => store.findOwnerByName('org1'),
        () => store.createOrganizations([organization(2)], 1),
        () => blobs.getAll(['ab']),
      ]
      for (let round = 0; round < 2; round++) {
        for (const ask of questions) await expect(ask()).rejects.toMatchObject({ code: 'unavailable' })
      }
      await server.start()
      await store.ping()
      expect(await store.findOwnerByName('org1')).toBeDefined()
      expect(await store.findOwnerByName('org2')).toBeUndefined()
      const writes = Array.from({ length: 200 }, (_, n) => store.createOrganizations([organization(n + 10)], 1))
      const cutOff = Promise.allSettled(writes)
      await Promise.any(writes)
      await server.stop()
      const outcomes = await cutOff
      await server.start()
      const answered = outcomes.filter(({ status }) => status === 'fulfilled').length
      const codes = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason.code] : []))
      expect(new Set(codes)).toEqual(new Set(['unavailable']))
      // What was answered is there; of the rest, what was stored when its answer was lost may be.
      expect(Number(server.query(url, 'SELECT count(*) - 1 FROM owners'))).toBeGreaterThanOrEqual(answered)
      await store.close()
    })
  })
})
