import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, describe, expect, test } from 'vitest'
import { artifactStoreContract } from '../../../testing/artifact-store-contract.ts'
import { storeContract } from '../../../testing/store-contract.ts'
import { MIGRATIONS } from '../migrations/index.ts'
import { migrate } from './migrate.ts'
import { openSqliteStore } from './sqlite-store.ts'

describe('the SQLite store', () => {
  const folder = mkdtempSync(join(tmpdir(), 'wireproof-sqlite-'))
  let files = 0
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const path = () => join(folder, `${++files}.sqlite`)

  describe('in a file', () => storeContract(async () => openSqliteStore({ path: path(), nowMs: 0 })))

  describe('in a file, plugins and policies', () =>
    artifactStoreContract(async () => openSqliteStore({ path: path(), nowMs: 0 })))

  test('a full disk is said so, stores nothing, and leaves what was there', async () => {
    const file = path()
    const first = openSqliteStore({ path: file, nowMs: 0 })
    await first.createOrganizations([{ id: 'a'.repeat(32), name: 'kept', description: '', url: '' }], 1)
    await first.close()
    const store = openSqliteStore({ path: file, nowMs: 0, maxPageCount: 1 })
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
    const store = openSqliteStore({ path: file, nowMs: 0 })
    await store.createOrganizations([{ id: 'a'.repeat(32), name: 'acme', description: '', url: '' }], 1)
    await store.close()
    const again = openSqliteStore({ path: file, nowMs: 0 })
    expect(await again.findOwnerByName('acme')).toBeDefined()
    await again.close()
  })

  test('another process that writes makes it busy, not broken', async () => {
    const file = path()
    const store = openSqliteStore({ path: file, nowMs: 0 })
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
    const next = { id: '9999-broken', sqlite: 'CREATE TABLE fine (a); CREATE TABLE broken (' }
    expect(() => migrate(database, [...MIGRATIONS, next], 2)).toThrow()
    expect(database.prepare("SELECT name FROM sqlite_schema WHERE name = 'fine'").all()).toEqual([])
  })
})
