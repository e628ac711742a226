import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { makeFolder } from '../support/make-folder.ts'
import { CREATE_MODULES, callRegistry, UPLOAD, uploadOf } from '../support/registry-calls.ts'
import { type RegistryProcess, startRegistry } from '../support/registry-process.ts'

const SERVICE = 'wireproof.registry.v1.WebhookService'
const files = (field: string) => ({
  'acme/v1/a.proto': `syntax = "proto3";\npackage acme.v1;\nmessage A {\n  ${field}\n}\n`,
})

interface Received {
  readonly id: string
  readonly timestamp: string
  readonly signature: string
  readonly body: string
}

describe('webhooks', () => {
  const root = makeFolder('webhooks')
  const received: Received[] = []
  let answer = 200
  let registry: RegistryProcess
  let secret = ''
  let webhookId = ''
  const receiver = createServer(async (request, response) => {
    const body = (await request.setEncoding('utf8').toArray()).join('')
    const header = (name: string) => String(request.headers[name])
    received.push({
      id: header('webhook-id'),
      timestamp: header('webhook-timestamp'),
      signature: header('webhook-signature'),
      body,
    })
    response.writeHead(answer).end()
  })

  const start = () => startRegistry(root, { WIREPROOF_WEBHOOK_HOSTS: receiverHost() })
  const receiverHost = () => `localhost:${(receiver.address() as AddressInfo).port}`
  const call = (method: string, body: object) => callRegistry(registry.host, method, body, registry.token)
  const eventsOf = (messages: readonly Received[]) =>
    messages.map(({ body }) => (JSON.parse(body) as { type: string }).type)

  beforeAll(async () => {
    receiver.listen(0, '127.0.0.1')
    await once(receiver, 'listening')
    registry = await start()
    await call(CREATE_MODULES, { values: [{ ownerRef: { name: 'acme' }, name: 'orders' }] })
  })
  afterAll(async () => {
    await registry?.stop()
    receiver.close()
    rmSync(root, { recursive: true, force: true })
  })

  test('go only where the operator allows, and only administrators make them', async () => {
    const create = (url: string) =>
      call(`${SERVICE}/CreateWebhook`, { url, moduleRef: { name: { owner: 'acme', module: 'orders' } } })
    expect(await create('https://127.0.0.1/')).toMatchObject({ status: 400, body: { code: 'invalid_argument' } })
    expect(await create('http://example.com/')).toMatchObject({ status: 400 })
    const anonymous = await callRegistry(registry.host, `${SERVICE}/CreateWebhook`, { url: 'https://example.com' })
    expect(anonymous).toMatchObject({ status: 401 })
    const { body } = await create(`http://${receiverHost()}/hook`)
    expect(body).toMatchObject({ webhook: { url: `http://${receiverHost()}/hook` } })
    secret = String(body.secret)
    webhookId = (body.webhook as { id: string }).id
    expect(secret).toMatch(/^whsec_/)
    const listed = JSON.stringify((await call(`${SERVICE}/ListWebhooks`, {})).body)
    expect(listed).toContain(webhookId)
    expect(listed).not.toContain(secret)
  })

  test('tell of a push and of a moved label, signed', async () => {
    await call(UPLOAD, uploadOf('acme', 'orders', files('int32 one = 1;')))
    await vi.waitFor(() => expect(received).toHaveLength(2), 10_000)
    expect(eventsOf(received).sort()).toEqual(['commit.pushed', 'label.moved'])
    const key = Buffer.from(secret.slice('whsec_'.length), 'base64')
    for (const { id, timestamp, signature, body } of received) {
      expect(signature).toBe(`v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`)
      expect(Math.abs(Date.now() / 1000 - Number(timestamp))).toBeLessThan(60)
      expect(JSON.parse(body)).toMatchObject({ data: { owner: 'acme', module: 'orders', user: 'admin' } })
    }
  })

  test('come again when they are not taken, with the same id; the log says why', async () => {
    received.length = 0
    answer = 503
    const labels = { values: [{ labelRef: { name: { owner: 'acme', module: 'orders', label: 'v1' } }, commitId: '' }] }
    const commits = await call('buf.registry.module.v1.CommitService/GetCommits', {
      resourceRefs: [{ name: { owner: 'acme', module: 'orders' } }],
    })
    Object.assign(labels.values[0] ?? {}, { commitId: (commits.body.commits as { id: string }[])[0]?.id })
    await call('buf.registry.module.v1.LabelService/CreateOrUpdateLabels', labels)
    await vi.waitFor(() => expect(received).toHaveLength(1), 10_000)
    answer = 200
    await vi.waitFor(() => expect(received).toHaveLength(2), 15_000)
    expect(received[1]).toMatchObject({ id: received[0]?.id, body: received[0]?.body })
    const { body } = await call(`${SERVICE}/ListWebhookDeliveries`, { webhookId, pageSize: 1 })
    expect(body.deliveries).toMatchObject([
      {
        id: received[0]?.id,
        state: 'WEBHOOK_DELIVERY_STATE_DELIVERED',
        attempts: [{ httpStatus: 503, problem: 'answered 503' }, { httpStatus: 200 }],
      },
    ])
  })

  test('that were not sent when the server was killed are sent by the next one', async () => {
    received.length = 0
    answer = 500
    await call(UPLOAD, uploadOf('acme', 'orders', files('int32 one = 1;\n  int32 two = 2;')))
    registry.process.kill('SIGKILL')
    await once(registry.process, 'exit')
    answer = 200
    const before = received.length
    registry = await start()
    // What the killed one was sending is left to it for a while.
    await vi.waitFor(() => expect(new Set(received.slice(before).map(({ id }) => id)).size).toBe(2), 40_000)
    expect(eventsOf(received.slice(before)).sort()).toEqual(['commit.pushed', 'label.moved'])
  })

  test('are sent once more on request, and not at all once they are deleted', async () => {
    received.length = 0
    const { body } = await call(`${SERVICE}/ListWebhookDeliveries`, { webhookId, pageSize: 1 })
    const [delivery] = body.deliveries as { id: string }[]
    await call(`${SERVICE}/RedeliverWebhook`, { deliveryId: delivery?.id })
    await vi.waitFor(() => expect(received.map(({ id }) => id)).toEqual([delivery?.id]), 10_000)
    expect(await call(`${SERVICE}/DeleteWebhook`, { id: webhookId })).toMatchObject({ status: 200 })
    expect(await call(`${SERVICE}/DeleteWebhook`, { id: webhookId })).toMatchObject({ status: 404 })
    expect(await call(`${SERVICE}/ListWebhookDeliveries`, { webhookId })).toMatchObject({ status: 404 })
  })
})
