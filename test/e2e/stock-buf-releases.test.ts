import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { bufBinary } from '../support/buf.ts'
import { makeFolder, writeFiles } from '../support/make-folder.ts'
import { startRegistry } from '../support/registry-process.ts'
import { createStockBuf, PLAIN_HTTP, trustOnly } from '../support/stock-buf-client.ts'

/** Self-signed for localhost: the whole of a private authority. */
const CERT_FILE = fileURLToPath(new URL('../testdata/localhost-cert.pem', import.meta.url))
const KEY_FILE = fileURLToPath(new URL('../testdata/localhost-key.pem', import.meta.url))
const TLS = { WIREPROOF_TLS_CERT: CERT_FILE, WIREPROOF_TLS_KEY: KEY_FILE, WIREPROOF_HOST: '127.0.0.1' }

const BASE = (type: string) => `syntax = "proto3";\npackage base.v1;\nmessage Money { ${type} units = 1; }\n`
const USER =
  'syntax = "proto3";\npackage user.v1;\nimport "base/v1/base.proto";\nmessage User { base.v1.Money money = 1; }\n'

const CASES = [
  { name: 'this release, over TLS with a private authority', launcher: '@bufbuild/buf', env: TLS },
  { name: 'buf 1.50, over plain HTTP', launcher: 'buf-1.50', env: {} },
  { name: 'buf 1.50, over TLS', launcher: 'buf-1.50', env: TLS },
  { name: 'buf 1.36, over plain HTTP', launcher: 'buf-1.36', env: {} },
  { name: 'buf 1.36, over TLS', launcher: 'buf-1.36', env: TLS },
]

describe('releases of the stock buf client, from login to a refused push', () => {
  const root = makeFolder('stock-buf-releases')
  let stop: (() => Promise<unknown>) | undefined
  afterEach(async () => {
    await stop?.()
    stop = undefined
  })
  afterAll(() => rmSync(root, { recursive: true, force: true }))

  test.each(CASES)('$name', async ({ name, launcher, env }) => {
    const home = join(root, name.replaceAll(/\W+/g, '-'))
    const module = (path: string, text: string) => writeFiles(home, { [path]: text })
    const registry = await startRegistry(home, env)
    stop = registry.stop
    const { host } = registry
    const config = 'WIREPROOF_TLS_CERT' in env ? trustOnly(CERT_FILE) : PLAIN_HTTP
    const buf = createStockBuf({ root: home, config, binary: bufBinary(launcher) })
    const ok = (folder: string, ...args: string[]) => {
      const done = buf.run(folder, args)
      expect(done, args.join(' ')).toMatchObject({ status: 0 })
      return done.stdout
    }

    expect(buf.run('.', ['registry', 'login', host, '--token-stdin'], `${registry.token}\n`)).toMatchObject({
      status: 0,
    })
    module('base/buf.yaml', `version: v2\nmodules:\n  - path: .\n    name: ${host}/acme/base\n`)
    module('base/base/v1/base.proto', BASE('int64'))
    const pushed = ok('base', 'push', '--create', '--create-visibility', 'private', '--label', 'main', '--label', 'v1')
    expect(ok('base', 'push')).toBe(pushed)

    module('user/buf.yaml', `version: v2\nname: ${host}/acme/user\ndeps:\n  - ${host}/acme/base\n`)
    module('user/user/v1/user.proto', USER)
    ok('user', 'dep', 'update')
    expect(readFileSync(join(home, 'user/buf.lock'), 'utf8')).toContain('b5:')
    buf.forgetDownloads()
    ok('user', 'build')
    ok('user', 'push', '--create', '--create-visibility', 'private')

    module('old/buf.yaml', `version: v1\nname: ${host}/acme/old\ndeps:\n  - ${host}/acme/base\n`)
    module('old/old/v1/old.proto', USER.replace('user.v1', 'old.v1'))
    ok('old', 'dep', 'update')
    buf.forgetDownloads()
    ok('old', 'build')
    ok('old', 'push', '--create', '--create-visibility', 'private')

    ok('base', 'breaking', '--against', `${host}/acme/base:v1`)
    module('base/base/v1/base.proto', BASE('string'))
    expect(buf.run('base', ['breaking', '--against', `${host}/acme/base`]).status).toBe(100)
    const refused = buf.run('base', ['push'])
    expect(refused.status).toBe(1)
    expect(refused.stderr).toContain('(FIELD_SAME_TYPE)')
  })

  test('a client that does not trust the authority says so, and sends nothing', async () => {
    const home = join(root, 'distrust')
    const registry = await startRegistry(home, TLS)
    stop = registry.stop
    const buf = createStockBuf({ root: home, config: '' })
    const login = buf.run('.', ['registry', 'login', registry.host, '--token-stdin'], `${registry.token}\n`)
    expect(login.status).toBe(1)
    expect(login.stderr).toContain('certificate')
    expect(registry.output()).not.toContain('GetCurrentUser')
  })
})
