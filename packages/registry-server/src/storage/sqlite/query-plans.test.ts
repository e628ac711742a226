import Database from 'better-sqlite3'
import { afterAll, describe, expect, test } from 'vitest'
import { wholeStoreContract } from '../../../testing/whole-store-contract.ts'
import { MIGRATIONS } from '../migrations/index.ts'
import type { Store } from '../store.ts'
import { migrate } from './migrate.ts'
import { openSqliteStore } from './sqlite-store.ts'

const statements = new Set<string>()
const database = new Database(':memory:')
migrate(database, MIGRATIONS, 0)
afterAll(() => database.close())

const called = new Set<string>()
const methods = new Set<string>()

async function open(): Promise<Store> {
  const store = openSqliteStore({ path: ':memory:', nowMs: 0, onStatement: (sql) => statements.add(sql) })
  for (const name of Object.keys(store)) methods.add(name)
  return new Proxy(store, {
    get(target, name: keyof Store) {
      called.add(name)
      return target[name]
    },
  })
}

/** All that the store can run, as far as its contract runs it: the tests below look at what these have left. */
describe('statements of the store', () => wholeStoreContract(open))

/** Steps that read more than they need. Source: SQLite documentation, "The EXPLAIN QUERY PLAN Command". */
function wideSteps(sql: string): string[] {
  const parameters = Array.from({ length: sql.split('?').length - 1 }, () => null)
  const steps = database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...parameters) as { detail: string }[]
  const details = steps.map(({ detail }) => detail)
  const isSorted = details.some((detail) => detail.includes('TEMP B-TREE FOR ORDER BY'))
  return details.filter((detail) => {
    if (!detail.startsWith('SCAN ')) return false
    // Rows that the statement brings itself, and one row at most.
    if (/ VIRTUAL TABLE |^SCAN CONSTANT ROW|^SCAN \(subquery/.test(detail)) return false
    // In the order of an index until there are enough: a first page.
    const isPage = /\b(where|and) true\b.* limit /is.test(sql) && !isSorted
    return !(isPage && / USING (COVERING )?INDEX /.test(detail))
  })
}

describe('query plans', () => {
  const isReading = (sql: string) => /^\s*(select|insert|update|delete|with)\b/i.test(sql)

  test('all of the store was run', () => {
    expect([...methods].filter((name) => !called.has(name))).toEqual([])
  })

  test('no statement reads a whole table', () => {
    const read = [...statements].filter(isReading)
    expect(read.length).toBeGreaterThan(100)
    const wide = read.flatMap((sql) => wideSteps(sql).map((step) => `${step}  <-  ${sql.replace(/\s+/g, ' ')}`))
    expect(wide).toEqual([])
  })

  test('what is deleted is looked for by an index in the tables that refer to it', () => {
    const tables = database
      .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND sql IS NOT NULL")
      .pluck()
      .all() as string[]
    const unindexed = tables.flatMap((table) => {
      const keys = database.pragma(`foreign_key_list(${table})`) as { from: string; table: string }[]
      return keys
        .map(({ from }) => `${table}.${from}`)
        .filter((column) => !isIndexed(table, column.split('.')[1] ?? ''))
    })
    expect(unindexed).toEqual([])
  })

  function isIndexed(table: string, column: string): boolean {
    const plan = database.prepare(`EXPLAIN QUERY PLAN SELECT 1 FROM ${table} WHERE ${column} = ?`).all('x')
    return (plan as { detail: string }[]).every(({ detail }) => detail.startsWith('SEARCH '))
  }
})
