import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fromBinary } from '@bufbuild/protobuf'
import { parseModuleReference } from '@wireproof/module'
import { registryV1 } from '@wireproof/registry-api'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bufBinary } from '../support/buf.ts'
import { makeFolder, writeFiles } from '../support/make-folder.ts'
import { type RegistryProcess, startRegistry } from '../support/registry-process.ts'

const MONEY = (type: string) =>
  `syntax = "proto3";\npackage base.v1;\n// A Money.\nmessage Money { string currency = 1; ${type} units = 2; }\n`
const ORDER =
  'syntax = "proto3";\npackage mid.v1;\nimport "base/v1/base.proto";\nimport "google/protobuf/timestamp.proto";\n' +
  'message Order { string id = 1; base.v1.Money price = 2; google.protobuf.Timestamp at = 3; }\n'
const SHIP =
  'syntax = "proto3";\npackage top.v1;\nimport "mid/v1/mid.proto";\nmessage Ship { mid.v1.Order order = 1; }\n'

/** Digests that buf 1.75 computes for these files. */
const BASE_B5 =
  'b5:7046be035e0b826f8d4bb9721cafa0da88ce5f9234a5fdb081a4dc569b6c5e2d0dc80e42f3589f96b0bf116c9bdc7eca8a4feac682109378ef7ba25477f0a640'
const MID_B5 =
  'b5:5a2fc73fdd23e9aa8cbe3950b08ec24ca5906217ec49e789045c04943a7403e07eba73b6bbedcbc4254b49938e0022df2b0defb07d5cabfbe515daf62cf163e0'

interface GraphModule {
  readonly name: string
  readonly digest: string
  readonly commit?: string
}

describe('the stock buf client, over plain HTTP', () => {
  const root = makeFolder('stock-buf')
  let registry: RegistryProcess
  let host = ''
  let firstCommit = ''

  const buf = (folder: string, args: string[], input = '') => {
    const run = spawnSync(bufBinary(), args, {
      cwd: join(root, folder),
      encoding: 'utf8',
      input,
      env: {
        HOME: root,
        BUF_CONFIG_DIR: join(root, 'config'),
        BUF_CACHE_DIR: join(root, 'cache'),
        NETRC: join(root, 'netrc'),
        PATH: process.env.PATH,
      },
    })
    return { status: run.status, stdout: run.stdout, stderr: run.stderr }
  }
  const forgetDownloads = () => rmSync(join(root, 'cache'), { recursive: true, force: true })
  const graph = (folder: string): GraphModule[] =>
    JSON.parse(buf(folder, ['dep', 'graph', '--format', 'json']).stdout) as GraphModule[]
  const bufYaml = (module: string, ...deps: string[]) =>
    `version: v2\nmodules:\n  - path: .\n    name: ${host}/acme/${module}\n` +
    (deps.length === 0 ? '' : `deps:\n${deps.map((dep) => `  - ${host}/acme/${dep}\n`).join('')}`)
  const call = async (method: string, body: object, token?: string) => {
    const response = await fetch(`http://${host}/${method}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
      body: JSON.stringify(body),
    })
    return { status: response.status, body: (await response.json()) as Record<string, unknown> }
  }

  beforeAll(async () => {
    registry = await startRegistry(root)
    host = registry.host
    mkdirSync(join(root, 'cache'))
    writeFiles(root, {
      'config/config.yaml': 'version: v1\ntls:\n  use: "false"\n',
      'base/buf.yaml': bufYaml('base'),
      'base/LICENSE': 'Apache\n',
      'base/README.md': '# Base\n',
      'base/base/v1/base.proto': MONEY('int64'),
      'mid/buf.yaml': bufYaml('mid', 'base'),
      'mid/mid/v1/mid.proto': ORDER,
      'top/buf.yaml': bufYaml('top', 'mid'),
      'top/top/v1/top.proto': SHIP,
    })
  })
  afterAll(async () => {
    await registry?.stop()
    rmSync(root, { recursive: true, force: true })
  })

  test('a wrong token is refused, the right one logs in', () => {
    expect(buf('base', ['registry', 'login', host, '--token-stdin'], `${'x'.repeat(40)}\n`).status).not.toBe(0)
    expect(buf('base', ['registry', 'login', host, '--token-stdin'], `${registry.token}\n`).status).toBe(0)
    expect(buf('base', ['registry', 'whoami', host]).stdout).toContain('admin')
  })

  test('a module that does not exist is refused by name, and made on request', () => {
    const refused = buf('base', ['push'])
    expect(refused.status).toBe(1)
    expect(refused.stderr).toContain('acme/base does not exist')
    const pushed = buf('base', ['push', '--create'])
    expect(pushed.status).toBe(0)
    firstCommit = parseModuleReference(pushed.stdout.trim()).ref as string
    expect(firstCommit).toMatch(/^[0-9a-f]{32}$/)
  })

  test('the same content again is the same commit', () => {
    expect(buf('base', ['push']).stdout.trim()).toBe(`${host}/acme/base:${firstCommit}`)
  })

  test('dependencies are pinned, downloaded and verified, and every digest is what buf computes', () => {
    expect(buf('mid', ['dep', 'update']).status).toBe(0)
    expect(readFileSync(join(root, 'mid/buf.lock'), 'utf8')).toContain(BASE_B5)
    expect(buf('mid', ['push', '--create']).status).toBe(0)
    expect(buf('top', ['dep', 'update']).status).toBe(0)
    forgetDownloads()
    expect(buf('top', ['build'])).toMatchObject({ status: 0, stderr: '' })
    const modules = new Map(graph('top').map((module) => [module.name, module.digest]))
    expect(modules.get(`${host}/acme/base`)).toBe(BASE_B5)
    expect(modules.get(`${host}/acme/mid`)).toBe(MID_B5)
  })

  test('what it computes for a local module is what the registry keeps', async () => {
    const local = graph('top').find(({ name }) => name === `${host}/acme/top`)
    buf('top', ['push', '--create'])
    const resourceRefs = [{ name: { owner: 'acme', module: 'top' } }]
    const { body } = await call('buf.registry.module.v1.CommitService/GetCommits', { resourceRefs }, registry.token)
    const [commit] = body.commits as { digest: { value: string } }[]
    expect(`b5:${Buffer.from(commit?.digest.value ?? '', 'base64').toString('hex')}`).toBe(local?.digest)
  })

  test('remote modules build, export and compare', () => {
    forgetDownloads()
    expect(buf('base', ['build', `${host}/acme/top`]).status).toBe(0)
    expect(buf('base', ['breaking', '--against', `${host}/acme/base`])).toMatchObject({ status: 0, stdout: '' })
    expect(buf('base', ['breaking', '--against-registry'])).toMatchObject({ status: 0, stdout: '' })
    expect(buf('base', ['export', `${host}/acme/top`, '-o', join(root, 'exported')]).status).toBe(0)
    const exported = readdirSync(join(root, 'exported'), { recursive: true }).map(String)
    expect(exported).toEqual(expect.arrayContaining(['base/v1/base.proto', 'mid/v1/mid.proto', 'top/v1/top.proto']))
  })

  test('a breaking push is refused with a message that says where and why, and stores nothing', () => {
    writeFiles(root, { 'base/base/v1/base.proto': MONEY('string') })
    const refused = buf('base', ['push'])
    expect(refused.status).toBe(1)
    expect(refused.stderr).toContain('acme/base: 1 breaking change against label "main"')
    expect(refused.stderr).toMatch(/base\/v1\/base\.proto:4:38: .*units.* \(FIELD_SAME_TYPE\)/)
    expect(buf('base', ['registry', 'module', 'commit', 'resolve', `${host}/acme/base`]).stdout).toContain(firstCommit)
    expect(buf('base', ['breaking', '--against', `${host}/acme/base`]).status).toBe(100)
  })

  test('another label takes the same content; the module without a label stays where it was', () => {
    expect(buf('base', ['push', '--label', 'next']).status).toBe(0)
    const labels = buf('base', ['registry', 'module', 'label', 'list', `${host}/acme/base`, '--format', 'json']).stdout
    expect((JSON.parse(labels) as { labels?: { name: string }[] }).labels?.map(({ name }) => name).sort()).toEqual([
      'main',
      'next',
    ])
    const moved = buf('base', ['registry', 'module', 'label', 'archive', `${host}/acme/base:main`])
    expect(moved.stderr).toContain('default label')
    writeFiles(root, { 'base/base/v1/base.proto': MONEY('int64') })
  })

  test('a module that does not compile is refused with the place', async () => {
    const path = 'broken/v1/broken.proto'
    const file = { path, content: Buffer.from('syntax = "proto3";\nmessage A { Missing m = 1; }\n').toString('base64') }
    const module = { name: { owner: 'acme', module: 'base' } }
    const body = { contents: [{ moduleRef: module, files: [file] }] }
    const refused = await call('buf.registry.module.v1.UploadService/Upload', body, registry.token)
    expect(refused.status).toBe(400)
    expect(refused.body.code).toBe('invalid_argument')
    expect(refused.body.message).toContain(`${path}:2:13: `)
    const [detail] = refused.body.details as { type: string; value: string }[]
    expect(detail?.type).toBe(registryV1.CompileFailureSchema.typeName)
    const failure = fromBinary(registryV1.CompileFailureSchema, Buffer.from(detail?.value ?? '', 'base64'))
    expect(failure).toMatchObject({
      module: 'acme/base',
      diagnostics: [{ at: { path, start: { line: 2, column: 13 } } }],
    })
  })

  test('the older configuration: b4 digests, and the v1 files that they cover', () => {
    writeFiles(root, {
      'old/buf.yaml': `version: v1\nname: ${host}/acme/old\ndeps:\n  - ${host}/acme/mid\n`,
      'old/old/v1/old.proto': SHIP.replace('top.v1', 'old.v1'),
    })
    forgetDownloads()
    expect(buf('old', ['dep', 'update'])).toMatchObject({ status: 0 })
    expect(readFileSync(join(root, 'old/buf.lock'), 'utf8')).toMatch(/digest: shake256:[0-9a-f]{128}/)
    forgetDownloads()
    expect(buf('old', ['build'])).toMatchObject({ status: 0, stderr: '' })
    expect(buf('old', ['push', '--create']).status).toBe(0)
  })

  test('several modules of one workspace go in one push', () => {
    writeFiles(root, {
      'space/buf.yaml': `version: v2\nmodules:\n  - path: one\n    name: ${host}/acme/one\n  - path: two\n    name: ${host}/acme/two\n`,
      'space/LICENSE': 'Apache\n',
      'space/one/one/v1/one.proto': 'syntax = "proto3";\npackage one.v1;\nmessage One {}\n',
      'space/two/two/v1/two.proto':
        'syntax = "proto3";\npackage two.v1;\nimport "one/v1/one.proto";\nmessage Two { one.v1.One one = 1; }\n',
    })
    const local = new Map(graph('space').map(({ name, digest }) => [name, digest]))
    expect(buf('space', ['push', '--create']).status).toBe(0)
    writeFiles(root, {
      'user/buf.yaml': bufYaml('user', 'two'),
      'user/user/v1/user.proto':
        'syntax = "proto3";\npackage user.v1;\nimport "two/v1/two.proto";\nmessage User { two.v1.Two two = 1; }\n',
    })
    expect(buf('user', ['dep', 'update']).status).toBe(0)
    forgetDownloads()
    expect(buf('user', ['build'])).toMatchObject({ status: 0, stderr: '' })
    for (const { name, digest, commit } of graph('user')) if (commit !== undefined) expect(digest).toBe(local.get(name))
  })

  test('everybody reads public modules, nobody without a token learns of private ones', async () => {
    const modules = await call('buf.registry.module.v1.ModuleService/ListModules', {})
    expect((modules.body.modules as { name: string }[]).map(({ name }) => name)).toEqual(['session'])
    for (const module of ['base', 'never-existed']) {
      const refs = { moduleRefs: [{ name: { owner: 'acme', module } }] }
      const hidden = await call('buf.registry.module.v1.ModuleService/GetModules', refs)
      expect(hidden).toMatchObject({ status: 401, body: { code: 'unauthenticated' } })
    }
    const unauthenticated = buf('base', ['registry', 'logout', host])
    expect(unauthenticated.status).toBe(0)
    forgetDownloads()
    expect(buf('base', ['build', `${host}/wireproof/session`]).status).toBe(0)
    expect(buf('base', ['build', `${host}/acme/base`]).stderr).toContain('not authenticated')
  })
})
