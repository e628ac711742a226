import { rmSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeFolder, writeFiles } from '../support/make-folder.ts'
import { callRegistry } from '../support/registry-calls.ts'
import { type RegistryProcess, startRegistry } from '../support/registry-process.ts'
import { createStockBuf, PLAIN_HTTP, type StockBuf } from '../support/stock-buf-client.ts'

/** One command and its result. `HOST`, `COMMIT` and `OLDER` stand for the registry, and for acme/base's commits. */
interface Row {
  readonly run: string
  /** Zero unless said. */
  readonly status?: number
  /** Parts of stdout, or of stderr when the command fails. */
  readonly says?: readonly string[]
  readonly not?: readonly string[]
}

const ORGANIZATIONS: readonly Row[] = [
  { run: 'registry organization create HOST/acme', says: ['Created HOST/acme'] },
  { run: 'registry organization create HOST/acme', status: 1, says: ['already_exists'] },
  { run: 'registry organization create HOST/Not_A_Name', status: 1, says: ['Not_A_Name'] },
  { run: 'registry organization info HOST/acme --format json', says: ['"name":"acme"', '"create_time":"2'] },
  { run: 'registry organization update HOST/acme --description Anvils --url https://acme.example', says: ['updated'] },
  {
    run: 'registry organization update HOST/nobody --description X',
    status: 1,
    says: ['HOST/nobody', 'does not exist'],
  },
  { run: 'registry organization info HOST/nobody', status: 1, says: ['HOST/nobody', 'does not exist'] },
]

const MODULES: readonly Row[] = [
  {
    run: 'registry module create HOST/acme/base --visibility public --default-label-name trunk',
    says: ['Created HOST/acme/base'],
  },
  { run: 'registry module create HOST/acme/base --visibility public', status: 1, says: ['already exists'] },
  {
    run: 'registry module info HOST/acme/base --format json',
    says: ['"default_label_name":"trunk"', '"state":"MODULE_STATE_ACTIVE"'],
  },
  { run: 'registry module info HOST/acme/none', status: 1, says: ['HOST/acme/none', 'does not exist'] },
  { run: 'registry module commit resolve HOST/acme/base', status: 1, says: ['trunk'] },
  { run: 'breaking --against-registry' },
  { run: 'push', says: ['HOST/acme/base:'] },
  {
    run: 'registry module settings update HOST/acme/base --description Money --url https://e.example --visibility private',
    says: ['Updated HOST/acme/base'],
  },
  { run: 'registry module settings update HOST/acme/none --description X', status: 1, says: ['does not exist'] },
  { run: 'registry module settings update HOST/acme/base --visibility public' },
  { run: 'registry module deprecate HOST/acme/base', says: ['deprecated'] },
  { run: 'registry module info HOST/acme/base --format json', says: ['MODULE_STATE_DEPRECATED'] },
  { run: 'registry module undeprecate HOST/acme/base', says: ['undeprecated'] },
]

const COMMITS: readonly Row[] = [
  { run: 'registry module commit list HOST/acme/base', says: ['HOST/acme/base:OLDER', 'HOST/acme/base:COMMIT'] },
  { run: 'registry module commit list HOST/acme/base --page-size 1', says: ['COMMIT'], not: ['OLDER'] },
  { run: 'registry module commit list HOST/acme/base --page-size 1 --reverse', says: ['OLDER'], not: ['COMMIT'] },
  { run: 'registry module commit list HOST/acme/base --page-size 251', status: 1, says: ['250'] },
  { run: 'registry module commit list HOST/acme/base:trunk --format json', says: ['"commit":"COMMIT"', '"OLDER"'] },
  { run: 'registry module commit list HOST/acme/base:trunk --digest-changes-only', says: ['COMMIT', 'OLDER'] },
  { run: 'registry module commit list HOST/acme/base:OLDER', says: ['OLDER'], not: ['COMMIT'] },
  { run: 'registry module commit resolve HOST/acme/base', says: ['COMMIT'] },
  { run: 'registry module commit resolve HOST/acme/base:none', status: 1, says: ['acme/base:none" does not exist'] },
  {
    run: 'registry module commit info HOST/acme/base:OLDER --format json',
    says: ['"commit":"OLDER"', '"create_time"'],
  },
  {
    run: 'registry module commit add-label HOST/acme/base:OLDER --label v1 --label rel/1.0',
    says: ['HOST/acme/base:v1', 'HOST/acme/base:rel/1.0'],
  },
  { run: 'registry module commit resolve HOST/acme/base:rel/1.0', says: ['OLDER'] },
]

const LABELS: readonly Row[] = [
  { run: 'registry module label list HOST/acme/base', says: ['base:trunk', 'base:v1', 'base:rel/1.0'] },
  { run: 'registry module label list HOST/acme/base --page-size 2', says: ['--page-token '] },
  { run: 'registry module label list HOST/acme/base:COMMIT', says: ['base:trunk'], not: ['base:v1'] },
  { run: 'registry module label info HOST/acme/base:v1 --format json', says: ['"name":"v1"', '"commit":"OLDER"'] },
  { run: 'registry module label info HOST/acme/base:none', status: 1, says: ['does not exist'] },
  { run: 'registry module label archive HOST/acme/base:v1', says: ['Archived HOST/acme/base:v1'] },
  { run: 'registry module label archive HOST/acme/base:trunk', status: 1, says: ['default label'] },
  { run: 'registry module label list HOST/acme/base', says: ['base:trunk'], not: ['base:v1'] },
  {
    run: 'registry module label list HOST/acme/base --archive-status archived',
    says: ['base:v1'],
    not: ['base:trunk'],
  },
  { run: 'registry module label list HOST/acme/base --archive-status all', says: ['base:v1', 'base:trunk'] },
  { run: 'registry module label unarchive HOST/acme/base:v1', says: ['Unarchived HOST/acme/base:v1'] },
  { run: 'registry module label list HOST/acme/base', says: ['base:v1'] },
  { run: 'registry module settings update HOST/acme/base --default-label-name v1' },
  { run: 'registry module commit resolve HOST/acme/base', says: ['OLDER'] },
  { run: 'registry module settings update HOST/acme/base --default-label-name trunk' },
]

const INPUTS: readonly Row[] = [
  { run: 'build HOST/acme/base' },
  { run: 'build HOST/acme/base:OLDER' },
  { run: 'lint HOST/acme/base:v1' },
  { run: 'breaking --against HOST/acme/base:trunk' },
  { run: 'breaking --against HOST/acme/base:COMMIT' },
  { run: 'breaking --against-registry' },
  { run: 'ls-files HOST/acme/base', says: ['base/v1/base.proto'] },
  { run: 'stats HOST/acme/base --format json', says: ['"messages":1'] },
  { run: 'convert HOST/acme/base --type base.v1.Money --from -#format=json --to -#format=txtpb', says: ['units:'] },
  { run: 'build HOST/acme/none', status: 1, says: ['acme/none does not exist'] },
  { run: 'build HOST/acme/base:none', status: 1, says: ['acme/base:none does not exist'] },
]

const DELETIONS: readonly Row[] = [
  { run: 'registry organization delete HOST/acme --force', status: 1, says: ['owns modules', 'base'] },
  { run: 'registry module delete HOST/acme/base --force', says: ['Deleted HOST/acme/base'] },
  { run: 'registry module delete HOST/acme/base --force', status: 1, says: ['does not exist'] },
  { run: 'registry organization delete HOST/acme --force', says: ['deleted'] },
  { run: 'registry organization delete HOST/acme --force', status: 1, says: ['does not exist'] },
  {
    run: 'registry sdk version --module HOST/acme/base --plugin HOST/a/b',
    status: 1,
    says: ['builds no SDK packages'],
  },
  { run: 'registry logout HOST' },
  { run: 'registry whoami HOST', status: 1, says: ['Not currently logged in'] },
]

const SCHEMA = (more: string) => `syntax = "proto3";\npackage base.v1;\nmessage Money {\n  int64 units = 1;\n${more}}\n`

describe('what administrators and pipelines do with the stock buf client', () => {
  const root = makeFolder('stock-buf-admin')
  let registry: RegistryProcess
  let buf: StockBuf
  let older = ''
  let commit = ''

  const fill = (text: string) =>
    text.replaceAll('HOST', registry.host).replaceAll('OLDER', older).replaceAll('COMMIT', commit)
  const runRows = (rows: readonly Row[]) => {
    for (const { run, status = 0, says = [], not = [] } of rows) {
      const done = buf.run('base', fill(run).split(' '), '{"units":"5"}')
      const said = status === 0 ? done.stdout : done.stderr
      expect(done, run).toMatchObject({ status })
      for (const part of says) expect(said, run).toContain(fill(part))
      for (const part of not) expect(said, run).not.toContain(fill(part))
    }
  }
  const push = () => {
    const done = buf.run('base', ['push'])
    expect(done).toMatchObject({ status: 0 })
    return done.stdout.trim().split(':').at(-1) ?? ''
  }

  beforeAll(async () => {
    registry = await startRegistry(root)
    buf = createStockBuf({ root, config: PLAIN_HTTP })
    writeFiles(root, {
      'base/buf.yaml': `version: v2\nmodules:\n  - path: .\n    name: ${registry.host}/acme/base\n`,
      'base/base/v1/base.proto': SCHEMA(''),
    })
    buf.run('base', ['registry', 'login', registry.host, '--token-stdin'], `${registry.token}\n`)
  })
  afterAll(async () => {
    await registry?.stop()
    rmSync(root, { recursive: true, force: true })
  })

  test('organizations', () => runRows(ORGANIZATIONS))

  test('modules', () => runRows(MODULES))

  test('commits', () => {
    older = push()
    writeFiles(root, { 'base/base/v1/base.proto': SCHEMA('  string currency = 2;\n') })
    commit = push()
    expect(commit).not.toBe(older)
    runRows(COMMITS)
  })

  test('labels', () => runRows(LABELS))

  test('remote modules as inputs, each with an empty cache', () => {
    for (const row of INPUTS) {
      buf.forgetDownloads()
      runRows([row])
    }
  })

  test('a deprecated module says so to those who use it', () => {
    runRows([{ run: 'registry module deprecate HOST/acme/base' }])
    buf.forgetDownloads()
    expect(buf.run('base', ['build', `${registry.host}/acme/base`]).stderr).toContain('deprecated')
    runRows([{ run: 'registry module undeprecate HOST/acme/base' }])
  })

  test('answers of a batch come in the order of its references, up to 250 of them', async () => {
    const method = 'buf.registry.module.v1.CommitService/GetCommits'
    const ids = Array.from({ length: 250 }, (_, index) => (index % 3 === 0 ? older : commit))
    const batch = await callRegistry(registry.host, method, { resourceRefs: ids.map((id) => ({ id })) }, registry.token)
    expect((batch.body.commits as { id: string }[]).map(({ id }) => id)).toEqual(ids)
    const resourceRefs = [...ids, commit].map((id) => ({ id }))
    const tooMany = await callRegistry(registry.host, method, { resourceRefs }, registry.token)
    expect(tooMany).toMatchObject({ status: 400, body: { code: 'invalid_argument' } })
  })

  test('pages of ten unless another size is asked for; together they hold everything once', async () => {
    const names = Array.from({ length: 23 }, (_, index) => `page-${index}`)
    buf.run('base', [
      'registry',
      'module',
      'commit',
      'add-label',
      `${registry.host}/acme/base:${commit}`,
      ...names.flatMap((name) => ['--label', name]),
    ])
    const seen: string[] = []
    const sizes: number[] = []
    let pageToken = ''
    do {
      const request = { resourceRef: { name: { owner: 'acme', module: 'base' } }, pageToken }
      const method = 'buf.registry.module.v1.LabelService/ListLabels'
      const { body } = await callRegistry(registry.host, method, request, registry.token)
      const labels = body.labels as { name: string }[]
      sizes.push(labels.length)
      seen.push(...labels.map(({ name }) => name))
      pageToken = (body.nextPageToken as string | undefined) ?? ''
    } while (pageToken !== '')
    expect(sizes).toEqual([10, 10, 6])
    expect(new Set(seen)).toEqual(new Set([...names, 'trunk', 'v1', 'rel/1.0']))
  })

  test('deletions', () => runRows(DELETIONS))
})
