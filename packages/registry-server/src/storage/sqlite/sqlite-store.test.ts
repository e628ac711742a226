import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, describe, expect, test } from 'vitest'
import { wholeStoreContract } from '../../../testing/whole-store-contract.ts'
import { MIGRATIONS } from '../migrations/index.ts'
import { migrate } from './migrate.ts'
import { openSqliteStore } from './sqlite-store.ts'

const BUILT_WRITER = new URL('../../../dist/storage/sqlite/writer-worker.js', import.meta.url)

describe.each([
  ['on one connection', undefined],
  ['with a thread that writes', BUILT_WRITER],
])('the SQLite store %s', (_, writer) => {
  const folder = mkdtempSync(join(tmpdir(), 'wireproof-sqlite-'))
  let files = 0
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const path = () => join(folder, `${++files}.sqlite`)

  wholeStoreContract(async () => openSqliteStore({ path: path(), nowMs: 0, ...(writer && { writer }) }))

  test('a full disk is said so, stores nothing, and leaves what was there', async () => {
    const file = path()
    const first = openSqliteStore({ path: file, nowMs: 0, ...(writer && { writer }) })
    await first.createOrganizations([{ id: 'a'.repeat(32), name: 'kept', description: '', url: '' }], 1)
    await first.close()
    const store = openSqliteStore({ path: file, nowMs: 0, maxPageCount: 1, ...(writer && { writer }) })
    const many = Array.from({ length: 500 }, (_, n) => ({
      id: n.toString(16).padStart(32, '0'),
      name: `org${n}`,
      description: 'x'.repeat(400),
      url: '',
    }))
    await expect(store.createOrganizations(many, 2)).rejects.toMatchObject({ code: 'resource_exhausted' })
    expect(await store.findOwnerByName('org0')).toBeUndefined()
    expect(await store.findOwnerByName('kept')).toBeDefined()
    await store.close()
  })

  test('what was stored is there after it was opened again', async () => {
    const file = path()
    const store = openSqliteStore({ path: file, nowMs: 0, ...(writer && { writer }) })
    await store.createOrganizations([{ id: 'a'.repeat(32), name: 'acme', description: '', url: '' }], 1)
    await store.close()
    const again = openSqliteStore({ path: file, nowMs: 0, ...(writer && { writer }) })
    expect(await again.findOwnerByName('acme')).toBeDefined()
    await again.close()
  })

  test('another process that writes makes it busy, not broken', async () => {
    const file = path()
    const store = openSqliteStore({ path: file, nowMs: 0, ...(writer && { writer }) })
    const other = new Database(file)
    other.exec('BEGIN IMMEDIATE')
    const organization = { id: 'a'.repeat(32), name: 'acme', description: '', url: '' }
    await expect(store.createOrganizations([organization], 1)).rejects.toMatchObject({ code: 'unavailable' })
    other.exec('ROLLBACK')
    other.close()
    await expect(store.createOrganizations([organization], 1)).resolves.toHaveLength(1)
    await store.close()
  })
})

describe('a thread that writes', () => {
  const folder = mkdtempSync(join(tmpdir(), 'wireproof-sqlite-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const organization = (n: number) => ({
    id: n.toString(16).padStart(32, '0'),
    name: `org${n}`,
    description: '',
    url: '',
  })

  test('leaves reads alone while it writes, and they see what was committed', async () => {
    const store = openSqliteStore({ path: join(folder, 'a.sqlite'), nowMs: 0, writer: BUILT_WRITER })
    const many = Array.from({ length: 3_000 }, (_, n) => organization(n + 1))
    const order: string[] = []
    const writing = store.createOrganizations(many, 1).then(() => order.push('written'))
    const reading = store.findOwnerByName('org1').then((found) => order.push(`read ${found?.name}`))
    await Promise.all([writing, reading])
    expect(order).toEqual(['read undefined', 'written'])
    expect(await store.findOwnerByName('org3000')).toBeDefined()
    await store.close()
  })

  test('writes what many ask for at once, each whole', async () => {
    const store = openSqliteStore({ path: join(folder, 'b.sqlite'), nowMs: 0, writer: BUILT_WRITER })
    const writes = Array.from({ length: 50 }, (_, n) => store.createOrganizations([organization(n + 1)], n))
    expect((await Promise.all(writes)).flat()).toHaveLength(50)
    await store.close()
  })

  test('that cannot come up makes writes unavailable, and reads go on', async () => {
    const writer = new URL('data:text/javascript,process.exit(1)')
    const store = openSqliteStore({ path: join(folder, 'c.sqlite'), nowMs: 0, writer })
    for (let i = 0; i < 2; i++) {
      await expect(store.createOrganizations([organization(1)], 1)).rejects.toMatchObject({ code: 'unavailable' })
    }
    expect(await store.findOwnerByName('org1')).toBeUndefined()
    await store.close()
  })
})

describe('migrations', () => {
  test('are applied once', () => {
    const database = new Database(':memory:')
    migrate(database, MIGRATIONS, 1)
    migrate(database, MIGRATIONS, 2)
    const rows = database.prepare('SELECT id, applied_at_ms FROM schema_migrations').all()
    expect(rows).toEqual(MIGRATIONS.map(({ id }) => ({ id, applied_at_ms: 1 })))
  })

  test('that were edited or are unknown are refused, and nothing is changed', () => {
    const database = new Database(':memory:')
    const [first] = MIGRATIONS
    if (first === undefined) throw new Error('there is no migration')
    migrate(database, MIGRATIONS, 1)
    expect(() => migrate(database, [{ ...first, sqlite: `${first.sqlite}-- edited` }], 2)).toThrow(first.id)
    expect(() => migrate(database, [], 2)).toThrow('newer version')
    const next = { id: '9999-broken', sqlite: 'CREATE TABLE fine (a); CREATE TABLE broken (', postgres: '' }
    expect(() => migrate(database, [...MIGRATIONS, next], 2)).toThrow()
    expect(database.prepare("SELECT name FROM sqlite_schema WHERE name = 'fine'").all()).toEqual([])
  })
})
