import { spawnSync } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeFolder, writeFiles } from '../support/make-folder.ts'
import { callRegistry, GET_COMMITS } from '../support/registry-calls.ts'
import { type RegistryProcess, startRegistry } from '../support/registry-process.ts'
import { createStockBuf, PLAIN_HTTP, type StockBuf } from '../support/stock-buf-client.ts'

const SCHEMA = (name: string) => `syntax = "proto3";\npackage ${name}.v1;\nmessage Value { int64 units = 1; }\n`
const USER = (name: string, used: string) =>
  `syntax = "proto3";\npackage ${name}.v1;\nimport "${used}/v1/${used}.proto";\nmessage Use { ${used}.v1.Value value = 1; }\n`

describe('every way to push with the stock buf client, and what comes of the labels', () => {
  const root = makeFolder('stock-buf-push')
  let registry: RegistryProcess
  let buf: StockBuf
  let host = ''

  const v2 = (name: string, ...deps: string[]) =>
    `version: v2\nmodules:\n  - path: .\n    name: ${host}/acme/${name}\n` +
    (deps.length === 0 ? '' : `deps:\n${deps.map((dep) => `  - ${host}/acme/${dep}\n`).join('')}`)
  const ok = (folder: string, ...args: string[]) => {
    const done = buf.run(folder, args)
    expect(done, args.join(' ')).toMatchObject({ status: 0 })
    return done.stdout.trim()
  }
  const labelsOf = (module: string) => {
    const list = ['registry', 'module', 'label', 'list', `${host}/acme/${module}`, '--format', 'json']
    const { labels = [] } = JSON.parse(ok('.', ...list, '--page-size', '100')) as { labels?: { name: string }[] }
    return labels.map(({ name }) => name).sort()
  }
  const commitOf = async (owner: string, module: string, ref = '') => {
    const request = { resourceRefs: [{ name: { owner, module, ref } }] }
    const answer = await callRegistry(host, GET_COMMITS, request, registry.token)
    return { answer, commit: (answer.body.commits as Record<string, string>[] | undefined)?.[0] }
  }
  const git = (folder: string, ...args: string[]) => {
    const done = spawnSync('git', args, {
      cwd: join(root, folder),
      encoding: 'utf8',
      env: { PATH: process.env.PATH, HOME: root, GIT_CONFIG_NOSYSTEM: '1' },
    })
    expect(done.stderr + done.stdout, args.join(' ')).toSatisfy(() => done.status === 0)
    return done.stdout.trim()
  }

  beforeAll(async () => {
    registry = await startRegistry(root)
    host = registry.host
    buf = createStockBuf({ root, config: PLAIN_HTTP })
    expect(buf.run('.', ['registry', 'login', host, '--token-stdin'], `${registry.token}\n`).status).toBe(0)
  })
  afterAll(async () => {
    await registry?.stop()
    rmSync(root, { recursive: true, force: true })
  })

  test('BUF_TOKEN logs in as netrc does, for all registries or for one', () => {
    writeFiles(root, { 'nobody/.keep': '' })
    const netrc = join(root, 'no-netrc')
    for (const token of [registry.token, `${registry.token}@${host}`]) {
      const client = createStockBuf({ root, config: PLAIN_HTTP, env: { NETRC: netrc, BUF_TOKEN: token } })
      expect(client.run('nobody', ['registry', 'whoami', host]).stdout).toContain('admin')
    }
    const elsewhere = { NETRC: netrc, BUF_TOKEN: `${registry.token}@example.com` }
    const client = createStockBuf({ root, config: PLAIN_HTTP, env: elsewhere })
    expect(client.run('nobody', ['registry', 'whoami', host]).status).toBe(1)
  })

  test('--create with a visibility and a default label; whoever has no token reads what is public', async () => {
    writeFiles(root, { 'base/buf.yaml': v2('base'), 'base/base/v1/base.proto': SCHEMA('base') })
    ok('base', 'push', '--create', '--create-visibility', 'public', '--create-default-label', 'trunk')
    expect(labelsOf('base')).toEqual(['trunk'])
    const anonymous = await callRegistry(host, GET_COMMITS, {
      resourceRefs: [{ name: { owner: 'acme', module: 'base' } }],
    })
    expect(anonymous.status).toBe(200)
  })

  test('several labels at once; the default label is moved only when it is named', async () => {
    writeFiles(root, { 'dev/buf.yaml': v2('dev'), 'dev/dev/v1/dev.proto': SCHEMA('dev') })
    const pushed = ok('dev', 'push', '--create', '--label', 'rel/1.0', '--label', 'next')
    expect(labelsOf('dev')).toEqual(['next', 'rel/1.0'])
    const { answer } = await commitOf('acme', 'dev')
    expect(answer.body).toMatchObject({ code: 'failed_precondition' })
    expect(ok('dev', 'push')).toBe(pushed)
    expect(labelsOf('dev')).toEqual(['main', 'next', 'rel/1.0'])
  })

  test('the flags of older days: --tag moves the default label too, --branch and --draft only their own', () => {
    writeFiles(root, { 'old/buf.yaml': v2('old'), 'old/old/v1/old.proto': SCHEMA('old') })
    ok('old', 'push', '--create', '--draft', 'sketch')
    expect(labelsOf('old')).toEqual(['sketch'])
    ok('old', 'push', '--branch', 'topic')
    expect(labelsOf('old')).toEqual(['sketch', 'topic'])
    ok('old', 'push', '--tag', 'v1.0.0')
    expect(labelsOf('old')).toEqual(['main', 'sketch', 'topic', 'v1.0.0'])
  })

  test('--source-control-url stays with the commit', async () => {
    writeFiles(root, { 'linked/buf.yaml': v2('linked'), 'linked/linked/v1/linked.proto': SCHEMA('linked') })
    ok('linked', 'push', '--create', '--source-control-url', 'https://git.example.com/acme/linked/commit/1')
    const { commit } = await commitOf('acme', 'linked')
    expect(commit?.sourceControlUrl).toBe('https://git.example.com/acme/linked/commit/1')
  })

  test('--git-metadata labels the commit as its branch and tags are called', async () => {
    writeFiles(root, { 'tracked/buf.yaml': v2('tracked'), 'tracked/tracked/v1/tracked.proto': SCHEMA('tracked') })
    git('.', 'init', '-q', '--bare', 'github.example.com/acme/tracked.git')
    git('tracked', 'init', '-q', '-b', 'main')
    git('tracked', 'remote', 'add', 'origin', join(root, 'github.example.com/acme/tracked.git'))
    git('tracked', 'add', '.')
    git('tracked', '-c', 'user.name=a', '-c', 'user.email=a@example.com', 'commit', '-q', '-m', 'One')
    git('tracked', 'tag', 'v1.0.0')
    git('tracked', 'push', '-q', 'origin', 'main', 'v1.0.0')
    const sourceUrl = ['--source-control-url', 'https://github.example.com/acme/tracked']
    ok('tracked', 'push', '--create', '--git-metadata', ...sourceUrl)
    expect(labelsOf('tracked')).toEqual(['main', 'v1.0.0'])
  })

  test('a workspace in one push: all of it or nothing; modules without a name are left out on request', async () => {
    writeFiles(root, {
      'space/buf.yaml':
        `version: v2\nmodules:\n  - path: one\n    name: ${host}/acme/one\n` +
        `  - path: two\n    name: ${host}/acme/two\n  - path: three\n`,
      'space/one/one/v1/one.proto': SCHEMA('one'),
      'space/two/two/v1/two.proto': USER('two', 'one'),
      'space/three/three/v1/three.proto': SCHEMA('three'),
    })
    expect(buf.run('space', ['push', '--create']).status).toBe(1)
    const lines = ok('space', 'push', '--create', '--exclude-unnamed').split('\n')
    expect(lines.map((line) => line.split(':').slice(0, 2).join(':'))).toEqual([`${host}/acme/one`, `${host}/acme/two`])

    const before = await Promise.all(['one', 'two'].map((module) => commitOf('acme', module)))
    writeFiles(root, {
      'space/one/one/v1/one.proto': SCHEMA('one').replace('}', 'string more = 2; }'),
      'space/two/two/v1/two.proto': USER('two', 'one').replace('value = 1', 'value = 2'),
    })
    const refused = buf.run('space', ['push', '--exclude-unnamed'])
    expect(refused.status).toBe(1)
    expect(refused.stderr).toContain('acme/two')
    const after = await Promise.all(['one', 'two'].map((module) => commitOf('acme', module)))
    expect(after.map(({ commit }) => commit?.id)).toEqual(before.map(({ commit }) => commit?.id))
  })

  test('a module in the older configuration, with a lock file of its own', () => {
    const v1 = `version: v1\nname: ${host}/acme/veteran\ndeps:\n  - ${host}/acme/base\n`
    writeFiles(root, { 'veteran/buf.yaml': v1, 'veteran/veteran/v1/veteran.proto': USER('veteran', 'base') })
    ok('veteran', 'dep', 'update')
    const commit = ok('veteran', 'push', '--create')
    expect(commit).toMatch(/^[0-9a-f]{32}$/)
    expect(ok('veteran', 'push')).toBe(commit)
    writeFiles(root, { 'heir/buf.yaml': v1.replace('veteran', 'heir').replace('/base', '/veteran') })
    writeFiles(root, { 'heir/heir/v1/heir.proto': SCHEMA('heir') })
    ok('heir', 'dep', 'update')
    buf.forgetDownloads()
    ok('heir', 'build')
    ok('heir', 'export', '-o', join(root, 'heir-out'))
  })

  test('dependencies: pruned when unused, pinned by label and by commit, graphed', () => {
    const used = { 'app/app/v1/app.proto': USER('app', 'base') }
    writeFiles(root, { 'app/buf.yaml': v2('app', 'base', 'dev:next'), ...used })
    ok('app', 'dep', 'update')
    expect(readFileSync(join(root, 'app/buf.lock'), 'utf8')).toContain('acme/dev')
    writeFiles(root, { 'app/buf.yaml': v2('app', 'base') })
    ok('app', 'dep', 'prune')
    expect(readFileSync(join(root, 'app/buf.lock'), 'utf8')).not.toContain('acme/dev')
    const graph = JSON.parse(ok('app', 'dep', 'graph', '--format', 'json')) as { name: string }[]
    expect(graph.map(({ name }) => name).sort()).toEqual([`${host}/acme/app`, `${host}/acme/base`])
    const pin = ok('.', 'registry', 'module', 'commit', 'resolve', `${host}/acme/base:trunk`).split(':').at(-1)
    writeFiles(root, { 'app/buf.yaml': v2('app', `base:${pin}`) })
    ok('app', 'dep', 'update')
    buf.forgetDownloads()
    ok('app', 'build')
    ok('app', 'push', '--create')
    expect(buf.run('app', ['breaking', '--against-registry'])).toMatchObject({ status: 0 })
  })

  test('an archived label comes back when it is pushed to', () => {
    writeFiles(root, { 'back/buf.yaml': v2('back'), 'back/back/v1/back.proto': SCHEMA('back') })
    ok('back', 'push', '--create', '--label', 'main', '--label', 'side')
    ok('.', 'registry', 'module', 'label', 'archive', `${host}/acme/back:side`)
    expect(labelsOf('back')).toEqual(['main'])
    ok('back', 'push', '--label', 'side')
    expect(labelsOf('back')).toEqual(['main', 'side'])
  })
})
