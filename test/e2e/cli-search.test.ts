import { rmSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeFolder } from '../support/make-folder.ts'
import { CREATE_MODULES, callRegistry, UPLOAD, uploadOf } from '../support/registry-calls.ts'
import { type RegistryProcess, startRegistry } from '../support/registry-process.ts'
import { runWireproof } from '../support/run-wireproof.ts'

const FILES = {
  'acme/orders/v1/order.proto':
    'syntax = "proto3";\npackage acme.orders.v1;\nmessage Order { int64 unit_price = 1; }\n',
}

describe('wireproof search', () => {
  const folder = makeFolder('cli-search')
  let registry: RegistryProcess

  beforeAll(async () => {
    registry = await startRegistry(folder)
    const { host, token } = registry
    const value = { ownerRef: { name: 'acme' }, name: 'orders', visibility: 'MODULE_VISIBILITY_PRIVATE' }
    await callRegistry(host, CREATE_MODULES, { values: [value] }, token)
    expect(await callRegistry(host, UPLOAD, uploadOf('acme', 'orders', FILES), token)).toMatchObject({ status: 200 })
  })
  afterAll(async () => {
    await registry?.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  test('finds what was pushed, for those who may see it', async () => {
    const { host, token } = registry
    const search = (args: readonly string[], env: Readonly<Record<string, string>>) =>
      runWireproof(['search', host, ...args], { cwd: folder, env })
    const found = await search(['price'], { WIREPROOF_TOKEN: token })
    expect(found.out).toBe(`field  acme.orders.v1.Order.unit_price  ${host}/acme/orders  acme/orders/v1/order.proto\n`)
    expect(await search(['price'], {})).toMatchObject({ code: 1, out: '' })
    expect((await search(['orders.'], { WIREPROOF_TOKEN: token })).err).toContain(
      'the query must end with a part of a name',
    )
  })
})
