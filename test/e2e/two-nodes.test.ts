import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { LOCALHOST_CERT } from '../support/load-balancer.ts'
import { makeFolder, writeFiles } from '../support/make-folder.ts'
import { type Answer, CREATE_MODULES, callRegistry, GET_COMMITS, UPLOAD, uploadOf } from '../support/registry-calls.ts'
import { createStockBuf, trustOnly } from '../support/stock-buf-client.ts'
import { startTwoNodes, type TwoNodes, twoNodesMissing } from '../support/two-nodes.ts'

const SERVER = fileURLToPath(new URL('../../packages/registry-server/dist/main.js', import.meta.url))
/** How often each server looks whether something is to be sent. */
const WEBHOOK_POLL_MS = 500
const LABELS = 'buf.registry.module.v1.LabelService'
const TOKENS = 'wireproof.registry.v1.TokenService'
const DOWNLOAD = 'buf.registry.module.v1.DownloadService/Download'
/** Clients that push to one label at the same time. */
const RACERS = 8
const SET_POLICY = 'wireproof.registry.v1.PolicyService/SetPolicy'

const title = `two servers on one PostgreSQL${twoNodesMissing === undefined ? '' : ` (skipped: ${twoNodesMissing})`}`

describe.skipIf(twoNodesMissing !== undefined)(title, () => {
  const root = makeFolder('two-nodes')
  const told: string[] = []
  const receiver = createServer(async (request, response) => {
    await request.resume().toArray()
    told.push(String(request.headers['webhook-id']))
    // Slower than the other server looks for what is to be sent.
    setTimeout(() => response.writeHead(200).end(), 3 * WEBHOOK_POLL_MS)
  })
  let registry: TwoNodes

  const on = (node: 0 | 1, method: string, body: object, token = registry.token) =>
    callRegistry(registry.nodes[node].host, method, body, token)
  const schema = (...fields: string[]) => ({
    'acme/v1/a.proto': `syntax = "proto3";\npackage acme.v1;\nmessage A {\n  ${fields.join('\n  ')}\n}\n`,
  })
  const makeModule = (node: 0 | 1, name: string) =>
    on(node, CREATE_MODULES, { values: [{ ownerRef: { name: 'acme' }, name }] })
  const headOf = async (node: 0 | 1, module: string, token?: string) => {
    const answer = await on(node, GET_COMMITS, { resourceRefs: [{ name: { owner: 'acme', module } }] }, token)
    return { answer, id: commitIdsOf(answer)[0] }
  }

  beforeAll(async () => {
    receiver.listen(0, '127.0.0.1')
    await once(receiver, 'listening')
    const receiverHost = `localhost:${(receiver.address() as AddressInfo).port}`
    registry = await startTwoNodes(root, { env: { WIREPROOF_WEBHOOK_HOSTS: receiverHost } })
    await makeModule(0, 'orders')
    const hook = { url: `http://${receiverHost}/`, moduleRef: { name: { owner: 'acme', module: 'orders' } } }
    expect(await on(0, 'wireproof.registry.v1.WebhookService/CreateWebhook', hook)).toMatchObject({ status: 200 })
  })
  afterAll(async () => {
    await registry?.stop()
    receiver.close()
    rmSync(root, { recursive: true, force: true })
  })

  test('what is pushed to one is read from the other at once, files and all', async () => {
    for (let n = 1; n <= 6; n++) {
      const [to, from] = n % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const)
      const files = schema(...Array.from({ length: n }, (_, i) => `int32 f${i + 1} = ${i + 1};`))
      const pushed = await on(to, UPLOAD, uploadOf('acme', 'orders', files))
      expect(pushed.status, String(pushed.body.message)).toBe(200)
      const { id } = await headOf(from, 'orders')
      expect(id).toBe(commitIdsOf(pushed)[0])
      const { body } = await on(from, DOWNLOAD, { values: [{ resourceRef: { id } }] })
      expect(JSON.stringify(body)).toContain(Buffer.from(files['acme/v1/a.proto']).toString('base64'))
    }
  })

  test('each message of a webhook is sent by one of them', async () => {
    // Six commits, each of which has moved the label.
    await vi.waitFor(() => expect(new Set(told).size).toBe(12), 10_000)
    // Until both have looked for something to send a few times over.
    await new Promise((resolve) => setTimeout(resolve, 4 * WEBHOOK_POLL_MS))
    expect(told).toHaveLength(12)
  })

  test('a policy that is set on one is the law of the other', async () => {
    await makeModule(0, 'law')
    const first = schema('int32 one = 1;')
    expect((await on(0, UPLOAD, uploadOf('acme', 'law', first))).status).toBe(200)
    const moduleRef = { name: { owner: 'acme', module: 'law' } }
    const breaking = uploadOf('acme', 'law', schema('string one = 1;'))
    expect(await on(1, UPLOAD, breaking)).toMatchObject({ status: 400, body: { code: 'failed_precondition' } })
    expect(await on(0, SET_POLICY, { moduleRef, policy: { breaking: { off: ['FILE', 'WIRE'] } } })).toMatchObject({
      status: 200,
    })
    const set = await on(1, SET_POLICY, { moduleRef, policy: { breaking: { block: ['WIRE_JSON'] } } })
    expect(set.status).toBe(200)
    expect(await on(0, UPLOAD, breaking)).toMatchObject({ status: 400, body: { code: 'failed_precondition' } })
  })

  test('a label that is archived on one, and a token that is revoked on one, are so on the other at once', async () => {
    const { id: commitId } = await headOf(0, 'orders')
    const labelRef = { name: { owner: 'acme', module: 'orders', label: 'v1' } }
    await on(0, `${LABELS}/CreateOrUpdateLabels`, { values: [{ labelRef, commitId }] })
    await on(1, `${LABELS}/ArchiveLabels`, { labelRefs: [labelRef] })
    const { body } = await on(0, `${LABELS}/GetLabels`, { labelRefs: [labelRef] })
    expect(body.labels).toMatchObject([{ archiveTime: expect.any(String) }])

    for (const [maker, revoker] of [
      [0, 1],
      [1, 0],
    ] as const) {
      const request = { note: 'CI', userName: 'ci', scope: 'SCOPE_READ' }
      const made = (await on(maker, `${TOKENS}/CreateToken`, request)).body
      const secret = String(made.secret)
      const tokenId = (made.token as { id: string }).id
      expect(await on(revoker, `${TOKENS}/ListTokens`, {}, secret)).not.toMatchObject({ status: 401 })
      expect(await on(maker, `${TOKENS}/ListTokens`, {}, secret)).not.toMatchObject({ status: 401 })
      expect(await on(revoker, `${TOKENS}/RevokeToken`, { id: tokenId })).toMatchObject({ status: 200 })
      for (const node of [maker, revoker] as const) {
        expect(await on(node, `${TOKENS}/ListTokens`, {}, secret)).toMatchObject({ status: 401 })
      }
    }
  })

  test('pushes to one label through both at once: none is lost, and all are in its history', async () => {
    await makeModule(0, 'race')
    const name = { owner: 'acme', module: 'race', labelName: 'trunk' }
    const filesOf = async (node: 0 | 1): Promise<Record<string, Buffer>> => {
      const { status, body } = await on(node, DOWNLOAD, {
        values: [{ resourceRef: { name }, fileTypes: ['FILE_TYPE_PROTO'] }],
      })
      if (status === 404) return {}
      const [content] = body.contents as { files: { path: string; content: string }[] }[]
      return Object.fromEntries(content?.files.map((file) => [file.path, Buffer.from(file.content, 'base64')]) ?? [])
    }
    const made: string[] = []
    let overtaken = 0
    // Adds a file to what it has read. Whoever was overtaken would delete what the others have added: that is refused.
    const addFile = async (node: 0 | 1, n: number) => {
      const file = { [`acme/v1/n${n}.proto`]: `syntax = "proto3";\npackage acme.v1;\nmessage N${n} {}\n` }
      for (;;) {
        const files = { ...(await filesOf(node)), ...file }
        const answer = await on(node, UPLOAD, uploadOf('acme', 'race', files, ['trunk']))
        if (answer.status === 200) return made.push(...commitIdsOf(answer))
        expect(answer, JSON.stringify(answer.body)).toMatchObject({ body: { code: 'failed_precondition' } })
        overtaken++
      }
    }
    await Promise.all(Array.from({ length: RACERS }, (_, n) => addFile(n % 2 === 0 ? 0 : 1, n)))
    expect(overtaken).toBeGreaterThan(0)
    expect(Object.keys(await filesOf(0))).toHaveLength(RACERS)
    const labelRef = { name: { owner: 'acme', module: 'race', label: 'trunk' } }
    const { body } = await on(1, `${LABELS}/ListLabelHistory`, { labelRef, pageSize: 50 })
    const history = (body.values as { commit: { id: string } }[]).map(({ commit }) => commit.id)
    expect([...history].sort()).toEqual([...made].sort())
  })

  test('the stock client pushes and pulls through a load balancer that asks them in turn', () => {
    const buf = createStockBuf({ root, config: trustOnly(LOCALHOST_CERT) })
    const host = registry.publicHost
    const run = (folder: string, ...args: string[]) => {
      const done = buf.run(folder, args, `${registry.token}\n`)
      expect(done, args.join(' ')).toMatchObject({ status: 0 })
      return done.stdout
    }
    writeFiles(root, {
      'base/buf.yaml': `version: v2\nmodules:\n  - path: .\n    name: ${host}/acme/base\n`,
      'base/base/v1/base.proto': 'syntax = "proto3";\npackage base.v1;\nmessage Value { int64 units = 1; }\n',
      'user/buf.yaml': `version: v2\nmodules:\n  - path: .\n    name: ${host}/acme/user\ndeps:\n  - ${host}/acme/base\n`,
      'user/user/v1/user.proto':
        'syntax = "proto3";\npackage user.v1;\nimport "base/v1/base.proto";\nmessage Use { base.v1.Value value = 1; }\n',
    })
    run('.', 'registry', 'login', host, '--token-stdin')
    run('base', 'push', '--create')
    run('user', 'dep', 'update')
    run('user', 'push', '--create')
    buf.forgetDownloads()
    run('user', 'build')
    run('.', 'export', `${host}/acme/user`, '-o', 'exported')
    run('user', 'breaking', '--against', `${host}/acme/user`)
    const served = registry.nodes.map((node) => node.output().match(/"user":"admin"/g)?.length ?? 0)
    expect(Math.min(...served)).toBeGreaterThan(3)
  })

  test('one of them is killed, and the other goes on', async () => {
    const before = await headOf(0, 'orders')
    const [killed] = registry.nodes
    killed.process.kill('SIGKILL')
    await once(killed.process, 'exit')
    expect((await headOf(1, 'orders')).id).toBe(before.id)
    const buf = createStockBuf({ root, config: trustOnly(LOCALHOST_CERT) })
    for (let i = 0; i < 3; i++) {
      expect(buf.run('.', ['registry', 'whoami', registry.publicHost])).toMatchObject({ status: 0 })
    }
    await registry.restart(0)
    expect((await headOf(0, 'orders')).id).toBe(before.id)
  })

  test('while the database is down, both refuse everything; when it is back, they go on', async () => {
    const before = await headOf(0, 'orders')
    await registry.postgres.stop()
    for (const node of [0, 1] as const) {
      const calls = [
        headOf(node, 'orders').then(({ answer }) => answer),
        headOf(node, 'orders', 'wp_this-token-was-never-made-by-anybody-at-all').then(({ answer }) => answer),
        on(node, UPLOAD, uploadOf('acme', 'orders', schema('int32 one = 1;', 'int32 down = 99;'))),
        on(node, `${TOKENS}/CreateToken`, { note: 'x', userName: 'x', scope: 'SCOPE_ADMIN' }),
      ]
      for (const answer of await Promise.all(calls)) {
        expect(answer).toMatchObject({ status: 503, body: { code: 'unavailable' } })
        expect(JSON.stringify(answer.body)).not.toMatch(/postgres|127\.0\.0\.1|ECONN|at .*\.js/i)
      }
      const [ready, healthy] = await Promise.all(
        ['readyz', 'healthz'].map((path) => fetch(`http://${registry.nodes[node].host}/${path}`)),
      )
      expect([ready?.status, healthy?.status]).toEqual([503, 200])
    }
    await registry.postgres.start()
    for (const node of [0, 1] as const) {
      await vi.waitFor(async () => expect((await headOf(node, 'orders')).id).toBe(before.id), 10_000)
      expect((await fetch(`http://${registry.nodes[node].host}/readyz`)).status).toBe(200)
    }
  })

  test('verify reads everything; no log has the password or a token', () => {
    const url = new URL(registry.databaseUrl)
    url.password = 'open-sesame'
    const done = spawnSync(process.execPath, [SERVER, 'verify', '--data', `${root}/verify`], {
      encoding: 'utf8',
      env: { PATH: process.env.PATH, WIREPROOF_DATABASE_URL: url.href },
    })
    expect(done).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/^\d+ commits, \d+ sound blobs, 0 problems/),
    })
    const logs = registry.nodes.map((node) => node.output()).join('')
    expect(logs).not.toContain(registry.token)
    expect(done.stdout + done.stderr + logs).not.toContain('sesame')
  })
})

function commitIdsOf({ body }: Answer): string[] {
  const commits = (body.commits ?? []) as { id?: string; commit?: { id: string } }[]
  return commits.map(({ id, commit }) => id ?? commit?.id ?? '')
}
