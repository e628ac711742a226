import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeFolder, writeFiles } from '../support/make-folder.ts'
import { type RegistryProcess, startRegistry } from '../support/registry-process.ts'
import { createStockBuf, PLAIN_HTTP, type StockBuf } from '../support/stock-buf-client.ts'
import { buildTinyCheckPlugin } from '../support/tiny-check-plugin.ts'

/** One command and its result. `HOST`, `COMMIT` and `OLDER` stand for the registry, and for acme/tiny's commits. */
interface Row {
  readonly run: string
  /** Zero unless said. */
  readonly status?: number
  /** Parts of stdout, or of stderr when the command fails. */
  readonly says?: readonly string[]
  readonly not?: readonly string[]
}

const CREATIONS: readonly Row[] = [
  {
    run: 'plugin push HOST/acme/tiny --binary tiny.wasm',
    status: 1,
    says: ['not_found', 'the plugin acme/tiny does not exist'],
  },
  {
    run: 'registry plugin create HOST/nobody/tiny --visibility public --type check',
    status: 1,
    says: ['owner nobody does not exist'],
  },
  {
    run: 'registry plugin create HOST/acme/Not_A_Name --visibility public --type check',
    status: 1,
    says: ['Not_A_Name'],
  },
  { run: 'registry plugin create HOST/acme/other --visibility private --type check', says: ['Created'] },
  {
    run: 'registry plugin create HOST/acme/other --visibility private --type check',
    status: 1,
    says: ['already exists'],
  },
  { run: 'registry plugin commit resolve HOST/acme/other', status: 1, says: ['label "main" yet'] },
  {
    run: 'registry plugin settings update HOST/acme/other --visibility public --description D --url https://e.example',
    says: ['Updated'],
  },
  { run: 'registry plugin info HOST/acme/other --format json', says: ['"name":"other"', '"create_time":"2'] },
  { run: 'registry organization delete HOST/acme --force', status: 1, says: ['owns plugins', 'other'] },
  { run: 'registry plugin delete HOST/acme/other --force', says: ['Deleted'] },
  { run: 'registry plugin info HOST/acme/other', status: 1, says: ['does not exist'] },
]

const BAD_PROGRAMS: readonly Row[] = [
  {
    run: 'plugin push HOST/acme/tiny --binary text.wasm --create --create-type check',
    status: 1,
    says: ['invalid_argument', 'no WebAssembly module'],
  },
  { run: 'registry plugin commit resolve HOST/acme/tiny', status: 1, says: ['label "main" yet'] },
]

const COMMITS_AND_LABELS: readonly Row[] = [
  { run: 'registry plugin commit list HOST/acme/tiny', says: ['tiny:OLDER', 'tiny:COMMIT'] },
  { run: 'registry plugin commit list HOST/acme/tiny --page-size 1 --reverse', says: ['OLDER'], not: ['COMMIT'] },
  { run: 'registry plugin commit list HOST/acme/tiny:v1', says: ['OLDER'], not: ['COMMIT'] },
  { run: 'registry plugin commit info HOST/acme/tiny:OLDER --format json', says: ['"commit":"OLDER"'] },
  { run: 'registry plugin commit resolve HOST/acme/tiny', says: ['COMMIT'] },
  { run: 'registry plugin commit resolve HOST/acme/tiny:v1', says: ['OLDER'] },
  { run: 'registry plugin commit resolve HOST/acme/tiny:none', status: 1, says: ['none', 'does not exist'] },
  { run: 'registry plugin commit add-label HOST/acme/tiny:COMMIT --label v2', says: ['tiny:v2'] },
  { run: 'registry plugin label list HOST/acme/tiny', says: ['tiny:main', 'tiny:v1', 'tiny:v2'] },
  { run: 'registry plugin label info HOST/acme/tiny:v2 --format json', says: ['"name":"v2"', '"commit":"COMMIT"'] },
  { run: 'registry plugin label archive HOST/acme/tiny:v2', says: ['Archived'] },
  { run: 'registry plugin label archive HOST/acme/tiny:main', status: 1, says: ['default label'] },
  { run: 'registry plugin label list HOST/acme/tiny', says: ['tiny:main'], not: ['tiny:v2'] },
  { run: 'registry plugin label list HOST/acme/tiny --archive-status archived', says: ['tiny:v2'], not: ['tiny:main'] },
  { run: 'registry plugin label unarchive HOST/acme/tiny:v2', says: ['Unarchived'] },
]

describe('check plugins with the stock buf client', () => {
  const root = makeFolder('stock-buf-plugins')
  let registry: RegistryProcess
  let buf: StockBuf
  let older = ''
  let commit = ''

  const fill = (text: string) =>
    text.replaceAll('HOST', registry.host).replaceAll('OLDER', older).replaceAll('COMMIT', commit)
  const runRows = (rows: readonly Row[]) => {
    for (const { run, status = 0, says = [], not = [] } of rows) {
      const done = buf.run('module', fill(run).split(' '))
      const said = status === 0 ? done.stdout : done.stderr
      expect(done, run).toMatchObject({ status })
      for (const part of says) expect(said, run).toContain(fill(part))
      for (const part of not) expect(said, run).not.toContain(fill(part))
    }
  }
  const push = (...more: readonly string[]) => {
    const done = buf.run('module', ['plugin', 'push', `${registry.host}/acme/tiny`, '--binary', 'tiny.wasm', ...more])
    expect(done).toMatchObject({ status: 0 })
    return done.stdout.trim().split(':').at(-1) ?? ''
  }

  beforeAll(async () => {
    registry = await startRegistry(root)
    buf = createStockBuf({ root, config: PLAIN_HTTP })
    writeFiles(join(root, 'module'), {
      'buf.yaml': `version: v2\nlint:\n  use: [TINY_RULE]\nplugins:\n  - plugin: ${registry.host}/acme/tiny\n`,
      'a/v1/a.proto': 'syntax = "proto3";\npackage a.v1;\nmessage A {}\n',
      'tiny.wasm': await buildTinyCheckPlugin('the first version ran'),
      'text.wasm': 'This is no program.',
    })
    buf.run('module', ['registry', 'login', registry.host, '--token-stdin'], `${registry.token}\n`)
    buf.run('module', ['registry', 'organization', 'create', `${registry.host}/acme`])
  })
  afterAll(async () => {
    await registry?.stop()
    rmSync(root, { recursive: true, force: true })
  })

  test('are created, described and deleted', () => runRows(CREATIONS))

  test('that are no program are refused', () => runRows(BAD_PROGRAMS))

  test('are pushed; the same program again is the same commit', async () => {
    older = push('--label', 'v1', '--label', 'main')
    expect(push()).toBe(older)
    writeFiles(join(root, 'module'), { 'tiny.wasm': await buildTinyCheckPlugin('the second version ran') })
    commit = push('--create', '--create-type', 'check')
    expect(commit).not.toBe(older)
  })

  test('have commits and labels', () => runRows(COMMITS_AND_LABELS))

  test('run where a buf.yaml asks for them, as pinned, and the client finds the digest that it expects', () => {
    const { host } = registry
    const pinned = (ref: string) => {
      writeFiles(join(root, 'module'), {
        'buf.yaml': `version: v2\nlint:\n  use: [TINY_RULE]\nplugins:\n  - plugin: ${host}/acme/tiny${ref}\n`,
      })
      expect(buf.run('module', ['plugin', 'update'])).toMatchObject({ status: 0 })
      buf.forgetDownloads()
      return buf.run('module', ['lint']).stdout
    }
    expect(pinned('')).toContain('the second version ran')
    expect(pinned(':v1')).toContain('the first version ran')
    expect(buf.run('module', ['config', 'ls-lint-rules', '--configured-only']).stdout).toContain('TINY_RULE')
  })
})
