import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bufBinary } from '../support/buf.ts'
import { makeFolder, writeFiles } from '../support/make-folder.ts'
import { callRegistry } from '../support/registry-calls.ts'
import { type RegistryProcess, startRegistry } from '../support/registry-process.ts'
import { createStockBuf, PLAIN_HTTP, type StockBuf } from '../support/stock-buf-client.ts'

/** A real plugin, run by this Node. */
const PROTOC_GEN_ES = fileURLToPath(
  new URL('../../node_modules/@bufbuild/protoc-gen-es/bin/protoc-gen-es', import.meta.url),
)
const BASE = 'syntax = "proto3";\npackage base.v1;\nmessage Money { int64 units = 1; }\n'
const USER =
  'syntax = "proto3";\npackage user.v1;\nimport "base/v1/base.proto";\nimport "google/protobuf/timestamp.proto";\n' +
  'message User { base.v1.Money money = 1; google.protobuf.Timestamp at = 2; }\n'

describe('generating code with plugins of the registry', () => {
  const root = makeFolder('stock-buf-generate')
  let registry: RegistryProcess
  let buf: StockBuf
  let host = ''

  const template = (plugin: string, more = '') =>
    `version: v2\nclean: true\nplugins:\n  - remote: ${host}/${plugin}\n    out: gen\n    opt: target=ts\n${more}`
  const generated = () =>
    (existsSync(join(root, 'user/gen')) ? readdirSync(join(root, 'user/gen'), { recursive: true }) : [])
      .map(String)
      .filter((path) => path.endsWith('.ts'))
      .sort()
  const generate = (text: string, client = buf) => {
    rmSync(join(root, 'user/gen'), { recursive: true, force: true })
    writeFiles(root, { 'user/buf.gen.yaml': text })
    return client.run('user', ['generate'])
  }

  beforeAll(async () => {
    const es = { name: 'bufbuild/es', version: 'v2.13.0', command: [process.execPath, PROTOC_GEN_ES] }
    const broken = { name: 'acme/broken', version: 'v1.0.0', command: [process.execPath, '-e', 'process.exit(4)'] }
    const noise = { name: 'acme/noise', version: 'v1.0.0', command: [process.execPath, '-e', 'console.log("hello")'] }
    writeFiles(root, { 'plugins.json': JSON.stringify([es, broken, noise]) })
    registry = await startRegistry(root, { WIREPROOF_PLUGINS: join(root, 'plugins.json') })
    host = registry.host
    buf = createStockBuf({ root, config: PLAIN_HTTP })
    buf.run('.', ['registry', 'login', host, '--token-stdin'], `${registry.token}\n`)
    writeFiles(root, {
      'base/buf.yaml': `version: v2\nmodules:\n  - path: .\n    name: ${host}/acme/base\n`,
      'base/base/v1/base.proto': BASE,
      'user/buf.yaml': `version: v2\nname: ${host}/acme/user\ndeps:\n  - ${host}/acme/base\n`,
      'user/user/v1/user.proto': USER,
    })
    expect(buf.run('base', ['push', '--create'])).toMatchObject({ status: 0 })
    expect(buf.run('user', ['dep', 'update'])).toMatchObject({ status: 0 })
    expect(buf.run('user', ['push', '--create'])).toMatchObject({ status: 0 })
  })
  afterAll(async () => {
    await registry?.stop()
    rmSync(root, { recursive: true, force: true })
  })

  test('the code is what the plugin writes when the client runs it itself', () => {
    expect(generate(template('bufbuild/es:v2.13.0'))).toMatchObject({ status: 0, stderr: '' })
    expect(generated()).toEqual(['user/v1/user_pb.ts'])
    const remote = readFileSync(join(root, 'user/gen/user/v1/user_pb.ts'), 'utf8')
    const local = `version: v2\nplugins:\n  - local: [${process.execPath}, ${PROTOC_GEN_ES}]\n    out: gen\n    opt: target=ts\n`
    expect(generate(local)).toMatchObject({ status: 0 })
    expect(remote).toBe(readFileSync(join(root, 'user/gen/user/v1/user_pb.ts'), 'utf8'))
  })

  test('imports, and the files that every compiler has, on request', () => {
    expect(generate(template('bufbuild/es', '    include_imports: true\n'))).toMatchObject({ status: 0 })
    expect(generated()).toEqual(['base/v1/base_pb.ts', 'user/v1/user_pb.ts'])
    const all = template('bufbuild/es', '    include_imports: true\n    include_wkt: true\n')
    expect(generate(all)).toMatchObject({ status: 0 })
    expect(generated()).toEqual(['base/v1/base_pb.ts', 'google/protobuf/timestamp_pb.ts', 'user/v1/user_pb.ts'])
  })

  test('from a module of the registry, with an empty cache, and with two plugins at once', () => {
    buf.forgetDownloads()
    const input = `inputs:\n  - module: ${host}/acme/user\n`
    expect(generate(template('bufbuild/es', input))).toMatchObject({ status: 0 })
    expect(generated()).toEqual(['user/v1/user_pb.ts'])
    const second = `  - remote: ${host}/bufbuild/es\n    out: gen/js\n    opt: target=dts\n`
    expect(generate(template('bufbuild/es', second + input))).toMatchObject({ status: 0 })
    expect(generated()).toEqual(['js/user/v1/user_pb.d.ts', 'user/v1/user_pb.ts'])
  })

  test('an older release of the client', () => {
    const client = createStockBuf({ root, config: PLAIN_HTTP, binary: bufBinary('buf-1.50') })
    expect(generate(template('bufbuild/es'), client)).toMatchObject({ status: 0 })
    expect(generated()).toEqual(['user/v1/user_pb.ts'])
  })

  test.each([
    ['acme/none', 'this registry has no plugin acme/none; ask its administrator to add it'],
    ['bufbuild/es:v1.0.0', 'this registry has no plugin bufbuild/es:v1.0.0; it has v2.13.0'],
    ['acme/broken', 'the plugin acme/broken:v1.0.0 failed with exit code 4'],
    ['acme/noise', 'the plugin acme/noise:v1.0.0 answers something that is no CodeGeneratorResponse'],
  ])('%s: the client says why there is no code', (plugin, message) => {
    const failed = generate(template(plugin))
    expect(failed.status).toBe(1)
    expect(failed.stderr).toContain(message)
    expect(generated()).toEqual([])
  })

  test('what a plugin says about its options reaches the person who set them', () => {
    const failed = generate(template('bufbuild/es').replace('target=ts', 'no_such_option=1'))
    expect(failed.status).toBe(1)
    expect(failed.stderr).toContain('no_such_option')
  })

  test('without a token nothing is run', async () => {
    const method = 'buf.alpha.registry.v1alpha1.CodeGenerationService/GenerateCode'
    expect(await callRegistry(host, method, {})).toMatchObject({ status: 401, body: { code: 'unauthenticated' } })
  })
})

describe('a list of plugins that cannot be read', () => {
  const root = makeFolder('stock-buf-no-plugins')
  afterAll(() => rmSync(root, { recursive: true, force: true }))

  test.each([
    ['[{"name": "es"}]', /plugin 1: "name" must be owner\/name/],
    ['nonsense', /is not JSON/],
    [undefined, /cannot read the list of plugins/],
  ])('%s keeps the server from starting, and says why', async (text, message) => {
    const file = join(root, 'plugins.json')
    rmSync(file, { force: true })
    if (text !== undefined) writeFiles(root, { 'plugins.json': text })
    await expect(startRegistry(root, { WIREPROOF_PLUGINS: file })).rejects.toThrow(message)
  })
})
