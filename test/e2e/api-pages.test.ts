import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ERROR_CODES } from '@wireproof/registry-api'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
// @ts-expect-error: the script is plain JavaScript.
import { API_EXAMPLES } from '../../scripts/api-examples.mjs'
// @ts-expect-error: the script is plain JavaScript.
import { buildApiPages } from '../../scripts/api-pages.mjs'
import { makeFolder } from '../support/make-folder.ts'
import { callRegistry, UPLOAD, uploadOf } from '../support/registry-calls.ts'
import { type RegistryProcess, startRegistry } from '../support/registry-process.ts'

const FOLDER = fileURLToPath(new URL('../../docs/reference/api', import.meta.url))
/** In the order in which they can be made. */
const METHODS = (API_EXAMPLES as [method: string, body: object][]).map(([method]) => method)
/** Methods that change something, by the verb of their name. */
const CHANGING = /\/(?!Get|List|Search|Download|Introspect|Generate)\w+$/
/** Those whose example asks for what is so already. */
const DONE_ALREADY = [
  // The same content as before.
  'buf.registry.module.v1beta1.UploadService/Upload',
  // A session that ended when its token was revoked.
  'wireproof.session.v1.SessionService/RevokeSession',
]
const readPages = () => new Map(readdirSync(FOLDER).map((name) => [name, readFileSync(join(FOLDER, name), 'utf8')]))

/** What a `curl` of a page sends, as a shell would read it. */
interface Call {
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  readonly url: string
}

function readCall(text: string): Call {
  const words = [...text.replaceAll('\\\n', ' ').matchAll(/'([^']*)'|(\S+)/g)].map((word) => word[1] ?? word[2] ?? '')
  expect(words[0]).toBe('curl')
  const after = (flag: string) => words.flatMap((word, index) => (word === flag ? [words[index + 1] ?? ''] : []))
  const headers = Object.fromEntries(after('-H').map((header) => header.split(': ') as [string, string]))
  return { headers, body: after('-d')[0] ?? '', url: words.at(-1) ?? '' }
}

describe('the pages of the API', () => {
  const root = makeFolder('api-pages')
  let registry: RegistryProcess
  /** What the words in capitals stand for. */
  const ids = new Map<string, string>()

  beforeAll(async () => {
    registry = await startRegistry(root)
    ids.set('TOKEN', registry.token)
  })
  afterAll(async () => {
    await registry?.stop()
    rmSync(root, { recursive: true, force: true })
  })

  test('say what proto/ says; npm run generate renews them', () => {
    expect(readPages()).toEqual(buildApiPages(ERROR_CODES))
  })

  test('show calls that a registry answers, each of them', async () => {
    const calls = new Map<string, Call>()
    for (const page of readPages().values()) {
      for (const [, text] of page.matchAll(/```sh\n(curl [\s\S]*?)\n```/g)) {
        const call = readCall(text ?? '')
        calls.set(new URL(call.url).pathname.slice(1), call)
      }
    }
    expect([...calls.keys()].sort()).toEqual([...METHODS].sort())
    const failed: unknown[] = []
    const unrecorded: string[] = []
    for (const method of METHODS) {
      const before = await auditHead()
      const answer = await make(calls.get(method) as Call)
      if (answer.status !== 200) failed.push({ method, ...answer })
      if (CHANGING.test(method) && (await auditHead()) === before) unrecorded.push(method)
      await remember(method, answer.body)
    }
    expect(failed).toEqual([])
    expect(unrecorded).toEqual(DONE_ALREADY)
  })

  /** How many events there are in the audit log. */
  async function auditHead(): Promise<number> {
    const list = 'wireproof.session.v1.AuditService/ListAuditEvents'
    const { body } = await callRegistry(registry.host, list, { pageSize: 1 }, registry.token)
    return Number((body.events as { seq: string }[])[0]?.seq)
  }

  async function make({ headers, body, url }: Call): Promise<{ status: number; body: Record<string, unknown> }> {
    const fill = (text: string) => {
      const own = text.replaceAll('localhost:8080', registry.host)
      return own.replace(
        /\b(?:TOKEN|[A-Z]+_TOKEN|LINK_SECRET|[A-Z]+(?:_[A-Z]+)*_ID)\b/g,
        (word) => ids.get(word) ?? word,
      )
    }
    const filled = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, fill(value)]))
    const response = await fetch(fill(url), { method: 'POST', headers: filled, body: fill(body) })
    return { status: response.status, body: (await response.json()) as Record<string, unknown> }
  }

  /** Ids for the calls that follow. */
  async function remember(method: string, body: Record<string, unknown>): Promise<void> {
    const idOf = (value: unknown) => (value as { id?: string } | undefined)?.id ?? ''
    const first = (list: unknown) => idOf((list as unknown[] | undefined)?.[0])
    if (method === UPLOAD) ids.set('COMMIT_ID', first(body.commits))
    if (method === 'buf.registry.plugin.v1beta1.UploadService/Upload') ids.set('PLUGIN_COMMIT_ID', first(body.commits))
    if (method === 'buf.registry.policy.v1beta1.UploadService/Upload') ids.set('POLICY_COMMIT_ID', first(body.commits))
    if (method.endsWith('/CreateToken')) ids.set('TOKEN_ID', idOf(body.token))
    if (method.endsWith('/ResetPassword')) {
      const { url = '' } = body.link as { url?: string }
      ids.set('LINK_SECRET', url.split('#')[1] ?? '')
    }
    if (method.startsWith('wireproof.session.v1.SessionService/') && body.tokens !== undefined) {
      const { accessToken = '', refreshToken = '' } = body.tokens as { accessToken?: string; refreshToken?: string }
      ids.set('ACCESS_TOKEN', accessToken).set('REFRESH_TOKEN', refreshToken).set('SESSION_ID', idOf(body.session))
    }
    if (method.endsWith('/CreateTrustRule')) ids.set('TRUST_RULE_ID', idOf(body.trustRule))
    if (method.endsWith('/CreateWebhook')) {
      ids.set('WEBHOOK_ID', idOf(body.webhook))
      // Something to tell: the label of the module moves.
      const files = { 'acme/orders/v1/other.proto': 'syntax = "proto3";\npackage acme.orders.v1;\nmessage Other {}\n' }
      const text = 'syntax = "proto3";\npackage acme.orders.v1;\nmessage Order { int64 price = 1; }\n'
      const upload = uploadOf('acme', 'orders', { ...files, 'acme/orders/v1/order.proto': text })
      expect((await callRegistry(registry.host, UPLOAD, upload, registry.token)).status).toBe(200)
      const list = 'wireproof.registry.v1.WebhookService/ListWebhookDeliveries'
      const webhookId = ids.get('WEBHOOK_ID')
      const { body: deliveries } = await callRegistry(registry.host, list, { webhookId }, registry.token)
      ids.set('DELIVERY_ID', first(deliveries.deliveries))
    }
  }
})
