import { createHmac } from 'node:crypto'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { WEBHOOK_RETRY_MS } from '../limits.ts'
import type { DeliveryAttempt, DeliveryOutcome } from '../storage/webhook-store.ts'
import { createPostWebhook } from './post-webhook.ts'
import { newWebhookSecret } from './sign-webhook.ts'
import { sendWebhook } from './webhook-sender.ts'

const never = () => new AbortController().signal

/** A receiver on this machine; gives its `localhost:port`. */
async function receive(listener: RequestListener): Promise<string> {
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `localhost:${(server.address() as AddressInfo).port}`
}

describe('a post', () => {
  test('arrives with its body and headers', async () => {
    const got: { headers?: unknown; body?: string } = {}
    const host = await receive(async (request, response) => {
      got.headers = request.headers
      got.body = (await request.setEncoding('utf8').toArray()).join('')
      response.writeHead(204).end()
    })
    const post = createPostWebhook(new Set([host]))
    expect(await post(`http://${host}/hook`, { 'webhook-id': 'a' }, '{"é":1}', never())).toEqual({
      status: 204,
      problem: '',
    })
    expect(got).toMatchObject({ headers: { 'content-type': 'application/json', 'webhook-id': 'a' }, body: '{"é":1}' })
  })

  test('does not follow a redirect', async () => {
    let calls = 0
    const host = await receive((_, response) => {
      calls++
      response.writeHead(302, { location: '/elsewhere' }).end()
    })
    const { status, problem } = await createPostWebhook(new Set([host]))(`http://${host}/`, {}, '{}', never())
    expect({ status, calls }).toEqual({ status: 302, calls: 1 })
    expect(problem).toContain('redirects are not followed')
  })

  test('reaches neither a machine of our own network nor one without TLS', async () => {
    const host = await receive((_, response) => response.writeHead(200).end())
    const post = createPostWebhook(new Set())
    expect(await post(`http://${host}/`, {}, '', never())).toMatchObject({ problem: expect.stringContaining('https') })
    expect(await post(`https://${host}/`, {}, '', never())).toMatchObject({
      status: undefined,
      problem: expect.stringContaining('not on the public internet'),
    })
    expect(await post('https://127.0.0.1/', {}, '', never())).toMatchObject({
      problem: expect.stringContaining('not of the public internet'),
    })
  })

  test('tells of a receiver that is not there, and ends with its signal', async () => {
    const gone = createPostWebhook(new Set(['localhost:1']))
    expect((await gone('http://localhost:1/', {}, '', never())).problem).toContain('ECONNREFUSED')
    const host = await receive(() => {})
    const controller = new AbortController()
    const waiting = createPostWebhook(new Set([host]))(`http://${host}/`, {}, '', controller.signal)
    controller.abort()
    expect((await waiting).status).toBeUndefined()
  })
})

describe('an attempt', () => {
  const secret = newWebhookSecret()
  const send = async (attempts: number, result: { status: number | undefined; problem: string }) => {
    const recorded: { id: string; attempt: DeliveryAttempt; outcome: DeliveryOutcome }[] = []
    let signature: string | undefined
    const deps = {
      store: {
        claimDueDeliveries: async () => [],
        releaseDelivery: async () => {},
        recordAttempt: async (id: string, attempt: DeliveryAttempt, outcome: DeliveryOutcome) => {
          recorded.push({ id, attempt, outcome })
        },
        pruneDeliveries: async () => {},
      },
      post: async (_: string, headers: Readonly<Record<string, string>>) => {
        signature = headers['webhook-signature']
        return result
      },
      now: () => 5_000,
      reportBug: () => {},
    }
    await sendWebhook(deps, { id: 'd1', url: 'https://a.example', secret, payload: '{}', attempts }, never())
    return { signature, recorded: recorded[0] }
  }

  test('is signed', async () => {
    const key = Buffer.from(secret.slice('whsec_'.length), 'base64')
    const { signature } = await send(0, { status: 200, problem: '' })
    expect(signature).toBe(`v1,${createHmac('sha256', key).update('d1.5.{}').digest('base64')}`)
  })

  test('that is taken is the last', async () => {
    expect((await send(3, { status: 200, problem: '' })).recorded?.outcome).toEqual({ state: 'delivered' })
  })

  test('that is not is followed by others, later and later, and then by none', async () => {
    const delays: number[] = []
    for (let attempts = 0; attempts < WEBHOOK_RETRY_MS.length; attempts++) {
      const { recorded } = await send(attempts, { status: 500, problem: 'answered 500' })
      if (recorded?.outcome.state === 'pending') delays.push(recorded.outcome.dueAtMs - 5_000)
    }
    expect(delays).toEqual(WEBHOOK_RETRY_MS)
    expect([...delays].sort((a, b) => a - b)).toEqual(delays)
    const last = await send(WEBHOOK_RETRY_MS.length, { status: undefined, problem: 'no answer' })
    expect(last.recorded?.outcome).toEqual({ state: 'failed' })
  })
})
