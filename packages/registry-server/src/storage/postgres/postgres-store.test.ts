import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type PostgresServer, postgresMissing, startPostgres } from '../../../../../test/support/postgres-server.ts'
import { wholeStoreContract } from '../../../testing/whole-store-contract.ts'
import type { Store } from '../store.ts'
import { openPostgresStore } from './postgres-store.ts'

const title = `the PostgreSQL store${postgresMissing === undefined ? '' : ` (skipped: ${postgresMissing})`}`

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

  const open = async (): Promise<Store> => {
    const { store } = await openPostgresStore({ url: await server.copyDatabase(template), nowMs: 0 })
    return store
  }

  wholeStoreContract(open)

  test('a password is in no message', async () => {
    const url = new URL(template)
    url.password = 'open-sesame'
    url.pathname = '/nothing'
    await expect(openPostgresStore({ url: url.href, nowMs: 0 })).rejects.toThrow(/does not exist/)
  })
})
