import { beforeAll, describe, expect, test } from 'vitest'
import { createTestContext, makeModule, pushModule, type TestContext } from '../../testing/test-context.ts'
import type { Caller } from '../auth/principal.ts'
import { type SearchRequest, search } from './search.ts'

const ORDERS = `syntax = "proto3";
package acme.orders.v1;
message Order { string order_id = 1; Item item = 2; }
message OrderItem { int64 price = 1; }
message Item { string name = 1; }
enum OrderState { ORDER_STATE_UNSPECIFIED = 0; }
service OrderService { rpc GetOrder(Order) returns (Order); }
`
const SECRETS = `syntax = "proto3";
package acme.secrets.v1;
message Order { string hidden = 1; }
`

describe('search', () => {
  let context: TestContext
  const findAs = async (caller: Caller, query: string, more: Partial<SearchRequest> = {}) => {
    const page = await search(context, caller, { query, scopes: [], pageSize: 50, pageToken: '', ...more })
    return page.hits.map(({ kind, name }) => `${kind} ${name}`)
  }
  const find = (query: string, more: Partial<SearchRequest> = {}) => findAs(context.reader, query, more)

  beforeAll(async () => {
    context = await createTestContext()
    await makeModule(context, 'acme', 'orders', 'public')
    await makeModule(context, 'acme', 'secrets', 'private')
    await makeModule(context, 'acme', 'empty-orders', 'public')
    await pushModule(context, context.admin, { module: 'orders', files: { 'acme/orders/v1/o.proto': ORDERS } })
    await pushModule(context, context.admin, { module: 'secrets', files: { 'acme/secrets/v1/s.proto': SECRETS } })
  })

  test('modules, packages, types, members: each first what is called so, then what begins so, then what has it', async () => {
    expect(await find('order')).toEqual([
      'module acme/orders',
      'module acme/empty-orders',
      'package acme.orders.v1',
      'message acme.orders.v1.Order',
      'message acme.secrets.v1.Order',
      'message acme.orders.v1.OrderItem',
      'enum acme.orders.v1.OrderState',
      'service acme.orders.v1.OrderService',
      'field acme.orders.v1.Order.order_id',
      'enum value acme.orders.v1.ORDER_STATE_UNSPECIFIED',
      'method acme.orders.v1.OrderService.GetOrder',
    ])
  })

  test('says where: module, commit and file', async () => {
    const page = { scopes: ['member'], pageSize: 1, pageToken: '' } as const
    const { hits } = await search(context, context.reader, { query: 'PRICE', ...page })
    const label = await context.store.findLabelByName(hits[0]?.moduleId ?? '', 'main')
    expect(hits).toEqual([
      {
        scope: 'member',
        kind: 'field',
        word: 'price',
        name: 'acme.orders.v1.OrderItem.price',
        moduleId: expect.any(String),
        moduleName: 'acme/orders',
        commitId: label?.commitId,
        path: 'acme/orders/v1/o.proto',
      },
    ])
  })

  test('all terms count, and a term with dots or a slash is part of a full name', async () => {
    expect(await find('secrets order')).toEqual(['message acme.secrets.v1.Order'])
    expect(await find('orders.v1.Order', { scopes: ['type'] })).toHaveLength(4)
    expect(await find('Order.order_id')).toEqual(['field acme.orders.v1.Order.order_id'])
    expect(await find('acme/orders')).toEqual(['module acme/orders'])
    expect(await find('acme.orders', { scopes: ['package'] })).toEqual(['package acme.orders.v1'])
    expect(await find('order nowhere')).toEqual([])
    expect(await find('it', { scopes: ['type'] })).toEqual(['message acme.orders.v1.Item'])
    for (const hostile of ['"', "' OR 1=1 --", 'a" OR "b', '%', '*', 'NEAR(a b)', '\u{10ffff}', 'x'.repeat(500)]) {
      expect(await find(hostile), hostile).toEqual([])
    }
  })

  test('who has no token does not find what is private', async () => {
    expect(await find('secrets')).toHaveLength(2)
    expect(await findAs(undefined, 'secrets')).toEqual([])
    expect(await findAs(undefined, 'hidden')).toEqual([])
    expect(await findAs(undefined, 'order', { scopes: ['type'] })).not.toContain('message acme.secrets.v1.Order')
  })

  test('pages of any size hold everything once, in the same order', async () => {
    const all = await find('order')
    for (const pageSize of [1, 2, 3, 7]) {
      const found: string[] = []
      let pageToken = ''
      do {
        const page = await search(context, context.reader, { query: 'order', scopes: [], pageSize, pageToken })
        expect(page.hits.length).toBeLessThanOrEqual(pageSize)
        found.push(...page.hits.map(({ kind, name }) => `${kind} ${name}`))
        pageToken = page.nextPageToken
      } while (pageToken !== '')
      expect(found).toEqual(all)
    }
  })

  test('what a push takes away or brings is not found or found at once', async () => {
    const text = ORDERS.replace('message Item {', 'message Article {').replace('Item item', 'Article item')
    await makeModule(context, 'acme', 'copy', 'public')
    const push = (source: string) =>
      pushModule(context, context.admin, {
        module: 'copy',
        files: { 'acme/copy/v1/o.proto': source.replace('acme.orders', 'acme.copy') },
        labels: ['main'],
      })
    await push(text)
    expect(await find('article')).toEqual(['message acme.copy.v1.Article'])
    await push(`${text}message Added {}\n`)
    expect(await find('added')).toEqual(['message acme.copy.v1.Added'])
    await context.store.deleteModules([(await context.store.findModuleByName('acme', 'copy'))?.id ?? ''])
    expect(await find('added')).toEqual([])
  })

  test.each<[string, Partial<SearchRequest>, string]>([
    ['nothing to look for', { query: '  ' }, 'part of a name'],
    ['a term that ends before its name', { query: 'acme.' }, 'part of a name'],
    ['a very long query', { query: 'x'.repeat(501) }, 'the most is 500'],
    ['many terms', { query: 'a b c d e f g h i' }, 'the most is 8'],
    ['a large page', { query: 'x', pageSize: 251 }, 'the most is 250'],
    ['a token of its own making', { query: 'x', pageToken: Buffer.from('[1]').toString('base64url') }, 'page_token'],
    ['a token that is no JSON', { query: 'x', pageToken: 'abc' }, 'page_token'],
  ])('refuses %s', async (_, request, message) => {
    await expect(
      search(context, context.reader, { query: '', scopes: [], pageSize: 0, pageToken: '', ...request }),
    ).rejects.toMatchObject({ code: 'invalid_argument', message: expect.stringContaining(message) })
  })
})
