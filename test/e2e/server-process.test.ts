import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { request as secureRequest } from 'node:https'
import { connect } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { makeFolder } from '../support/make-folder.ts'
import { CREATE_MODULES, callRegistry, GET_COMMITS, UPLOAD, uploadOf } from '../support/registry-calls.ts'
import { type RegistryProcess, startRegistry } from '../support/registry-process.ts'

const SERVER = fileURLToPath(new URL('../../packages/registry-server/dist/main.js', import.meta.url))
/** Self-signed for localhost, and trusted by nobody but this test. */
const CERT_FILE = fileURLToPath(new URL('../testdata/localhost-cert.pem', import.meta.url))
const KEY_FILE = fileURLToPath(new URL('../testdata/localhost-key.pem', import.meta.url))
const OPERATOR_TOKEN = 'given-by-the-operator-0123456789abcdef'
const SCHEMA = 'syntax = "proto3";\nmessage A { int32 x = 1; }\n'

describe('the server as a process', () => {
  const root = makeFolder('server-process')
  const running: RegistryProcess[] = []
  let folders = 0
  const newFolder = () => {
    const folder = join(root, String(++folders))
    mkdirSync(folder)
    return folder
  }
  const start = async (folder: string, env?: Record<string, string>) => {
    const registry = await startRegistry(folder, env)
    running.push(registry)
    return registry
  }
  const run = (args: readonly string[], env: Record<string, string> = {}) => {
    const done = spawnSync(process.execPath, [SERVER, ...args], {
      encoding: 'utf8',
      timeout: 20_000,
      env: { PATH: process.env.PATH, ...env },
    })
    return { status: done.status, stdout: done.stdout, stderr: done.stderr }
  }
  const makeModule = (host: string, token: string, name = 'base') =>
    callRegistry(host, CREATE_MODULES, { values: [{ ownerRef: { name: 'acme' }, name }] }, token)

  afterEach(async () => {
    for (const registry of running.splice(0)) {
      if (registry.process.exitCode === null && registry.process.signalCode === null) await registry.stop()
    }
  })
  afterAll(() => rmSync(root, { recursive: true, force: true }))

  test('--help and --version', () => {
    expect(run(['--help'])).toMatchObject({ status: 0, stderr: '' })
    expect(run(['--help']).stdout).toContain('WIREPROOF_TLS_CERT')
    expect(run(['--version']).stdout).toMatch(/^\d+\.\d+\.\d+\n$/)
  })

  test('every wrong setting is named at once, without starting', () => {
    const data = join(newFolder(), 'never')
    const wrong = run(['--port', 'x', '--data', data], { WIREPROOF_PUBLIC_URL: 'nowhere', WIREPROOF_TLS_KEY: 'k.pem' })
    expect(wrong.status).toBe(2)
    expect(wrong.stderr.trim().split('\n')).toHaveLength(3)
    expect(() => statSync(data)).toThrow()
  })

  test('what it cannot work with is said in one line', async () => {
    const file = join(newFolder(), 'file')
    writeFileSync(file, '')
    const noFolder = run(['--port', '0', '--data', file])
    expect(noFolder).toMatchObject({ status: 1 })
    expect(noFolder.stderr).toMatch(/^wireproof-server: cannot use the data folder .*\n$/)

    const registry = await start(newFolder())
    const taken = run(['--port', registry.host.split(':')[1] ?? '', '--data', newFolder()])
    expect(taken).toMatchObject({ status: 1 })
    expect(taken.stderr).toMatch(/another program listens there/)

    const damaged = newFolder()
    writeFileSync(join(damaged, 'registry.sqlite'), 'this is no database'.repeat(100))
    expect(run(['--port', '0', '--data', damaged])).toMatchObject({ status: 1 })

    const noKey = { WIREPROOF_TLS_CERT: join(root, 'no.pem'), WIREPROOF_TLS_KEY: join(root, 'no.pem') }
    expect(run(['--port', '0', '--data', newFolder()], noKey).stderr).toContain('TLS certificate')
  })

  test('the first start writes a token for its owner only; later starts keep it; logs never show it', async () => {
    const folder = newFolder()
    const first = await start(folder)
    expect(statSync(join(folder, 'data/admin-token')).mode & 0o777).toBe(0o600)
    expect(statSync(join(folder, 'data')).mode & 0o077).toBe(0)
    const whoami = (registry: RegistryProcess) =>
      callRegistry(registry.host, 'buf.registry.owner.v1.UserService/GetCurrentUser', {}, registry.token)
    expect((await whoami(first)).body).toMatchObject({ user: { name: 'admin' } })
    expect(await first.stop()).toBe(0)
    const second = await start(folder)
    expect(second.token).toBe(first.token)
    expect((await whoami(second)).status).toBe(200)
    for (const { output } of [first, second]) {
      expect(output()).not.toContain(first.token)
      expect(output()).toContain('admin-token')
      expect(output()).toContain('buf registry login')
    }
  })

  test("the operator's token works, and no file is written", async () => {
    const folder = newFolder()
    const registry = await start(folder, { WIREPROOF_ADMIN_TOKEN: OPERATOR_TOKEN })
    const whoami = await callRegistry(
      registry.host,
      'buf.registry.owner.v1.UserService/GetCurrentUser',
      {},
      OPERATOR_TOKEN,
    )
    expect(whoami.status).toBe(200)
    expect(readdirSync(join(folder, 'data'))).not.toContain('admin-token')
    expect(registry.output()).not.toContain(OPERATOR_TOKEN)
  })

  test('the session module is there from the start, for everybody, and once', async () => {
    const folder = newFolder()
    const commits: unknown[] = []
    for (let round = 0; round < 2; round++) {
      const registry = await start(folder)
      const resourceRefs = [{ name: { owner: 'wireproof', module: 'session' } }]
      const { body } = await callRegistry(registry.host, GET_COMMITS, { resourceRefs })
      commits.push((body.commits as { id: string }[])[0]?.id)
      await registry.stop()
    }
    expect(commits[0]).toMatch(/^[0-9a-f]{32}$/)
    expect(commits[1]).toBe(commits[0])
  })

  test('a request under way is finished when the server is told to stop', async () => {
    const registry = await start(newFolder())
    await makeModule(registry.host, registry.token)
    const many = Object.fromEntries(
      Array.from({ length: 800 }, (_, n) => [`f${n}.proto`, `syntax = "proto3";\npackage p${n};\nmessage M {}\n`]),
    )
    const pushed = callRegistry(registry.host, UPLOAD, uploadOf('acme', 'base', many), registry.token)
    await new Promise((resolve) => setTimeout(resolve, 150))
    const ended = registry.stop()
    expect((await pushed).status).toBe(200)
    expect(await ended).toBe(0)
  })

  test('10,000 files in one push come back', async () => {
    const registry = await start(newFolder())
    await makeModule(registry.host, registry.token)
    const many = Object.fromEntries(
      Array.from({ length: 10_000 }, (_, n) => [
        `d${n % 100}/f${n}.proto`,
        `syntax = "proto3";\npackage p${n};\nmessage M {}\n`,
      ]),
    )
    const pushed = await callRegistry(registry.host, UPLOAD, uploadOf('acme', 'base', many), registry.token)
    expect(pushed.status).toBe(200)
    const values = [{ resourceRef: { name: { owner: 'acme', module: 'base' } } }]
    const { body } = await callRegistry(
      registry.host,
      'buf.registry.module.v1.DownloadService/Download',
      { values },
      registry.token,
    )
    expect((body.contents as { files: unknown[] }[])[0]?.files).toHaveLength(10_000)
  })

  test('a client that leaves half way stores nothing and hurts nobody', async () => {
    const registry = await start(newFolder())
    await makeModule(registry.host, registry.token)
    const body = JSON.stringify(uploadOf('acme', 'base', { 'a.proto': SCHEMA }))
    const [name, port] = registry.host.split(':')
    for (const sent of [0, 10, body.length - 1]) {
      await new Promise<void>((resolve) => {
        const socket = connect(Number(port), name, () => {
          socket.write(
            `POST /${UPLOAD} HTTP/1.1\r\nHost: ${registry.host}\r\nContent-Type: application/json\r\n` +
              `Authorization: Bearer ${registry.token}\r\nContent-Length: ${body.length}\r\n\r\n${body.slice(0, sent)}`,
            () => setTimeout(() => socket.destroy(), 50),
          )
        })
        socket.once('close', () => resolve())
      })
    }
    const resourceRefs = [{ name: { owner: 'acme', module: 'base' } }]
    const commits = await callRegistry(registry.host, GET_COMMITS, { resourceRefs }, registry.token)
    expect(commits.body.code).toBe('failed_precondition')
    const again = await callRegistry(registry.host, UPLOAD, JSON.parse(body) as object, registry.token)
    expect(again.status).toBe(200)
  })

  test('a push that says that it is too large is refused before it is sent', async () => {
    const registry = await start(newFolder())
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const sent = request(`http://${registry.host}/${UPLOAD}`, {
        method: 'POST',
        headers: {
          'content-type': 'application/proto',
          authorization: `Bearer ${registry.token}`,
          'content-length': 500 * 1024 * 1024,
        },
      })
      sent.once('response', (response) => {
        resolve(response.statusCode)
        sent.destroy()
      })
      sent.once('error', reject)
      sent.flushHeaders()
    })
    expect(status).toBe(429)
  })

  test('two at once to one label: whoever is second is compared with the first', async () => {
    const registry = await start(newFolder())
    await makeModule(registry.host, registry.token)
    const schema = (field: string) => `syntax = "proto3";\nmessage A { int32 x = 1; ${field}}\n`
    const push = (text: string) =>
      callRegistry(registry.host, UPLOAD, uploadOf('acme', 'base', { 'a.proto': text }), registry.token)
    await push(schema(''))
    const answers = await Promise.all([push(schema('string a = 2; ')), push(schema('string b = 3; '))])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400])
    const won = answers.find(({ status }) => status === 200)?.body.commits as { id: string }[]
    const resourceRefs = [{ name: { owner: 'acme', module: 'base' } }]
    const { body } = await callRegistry(registry.host, GET_COMMITS, { resourceRefs }, registry.token)
    expect((body.commits as { id: string }[])[0]?.id).toBe(won[0]?.id)
  })

  test('over TLS', async () => {
    const registry = await start(newFolder(), { WIREPROOF_TLS_CERT: CERT_FILE, WIREPROOF_TLS_KEY: KEY_FILE })
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const [, port] = registry.host.split(':')
      const sent = secureRequest(
        {
          // Named by address, so that no resolver can choose one on which nobody listens.
          host: '127.0.0.1',
          port,
          servername: 'localhost',
          path: '/buf.registry.owner.v1.UserService/GetCurrentUser',
          method: 'POST',
          ca: readFileSync(CERT_FILE),
          headers: { 'content-type': 'application/json', authorization: `Bearer ${registry.token}` },
        },
        (response) => {
          response.resume()
          resolve(response.statusCode)
        },
      )
      sent.once('error', reject)
      sent.end('{}')
    })
    expect(status).toBe(200)
    expect(registry.output()).toContain('https://localhost')
  })
})
