import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeFolder, writeFiles } from '../support/make-folder.ts'
import { type RegistryProcess, startRegistry } from '../support/registry-process.ts'
import { createStockBuf, PLAIN_HTTP, type StockBuf } from '../support/stock-buf-client.ts'
import { buildTinyCheckPlugin } from '../support/tiny-check-plugin.ts'

/** Options of a plugin, one of each type, as a policy file has them; the client hashes them in a form of its own. */
const OPTIONS: readonly string[] = [
  'text: "a<b>&\\u0001\\u2028\\"end"',
  'yes: true',
  'whole: 9007199254740993',
  'negative: -5',
  'half: 0.5',
  'tiny: 1.0e-9',
  'huge: 1.5e+25',
  'words: [b, a]',
  'numbers: [3, 1]',
]

describe('policies with the stock buf client', () => {
  const root = makeFolder('stock-buf-policies')
  let registry: RegistryProcess
  let buf: StockBuf

  const run = (...args: readonly string[]) => buf.run('module', args)
  const writePolicy = (text: string) =>
    writeFiles(join(root, 'module'), {
      'buf.policy.yaml': `version: v2\nname: ${registry.host}/acme/strict\n${text}`,
    })
  const pushPolicy = (...more: readonly string[]) => {
    const done = run('policy', 'push', 'buf.policy.yaml', ...more)
    expect(done).toMatchObject({ status: 0 })
    return done.stdout.trim().split(':').at(-1) ?? ''
  }
  const lintWithPolicy = () => {
    expect(run('policy', 'update')).toMatchObject({ status: 0 })
    buf.forgetDownloads()
    return run('lint')
  }

  beforeAll(async () => {
    registry = await startRegistry(root)
    buf = createStockBuf({ root, config: PLAIN_HTTP })
    writeFiles(join(root, 'module'), {
      'buf.yaml': `version: v2\nlint:\n  use: [MINIMAL]\npolicies:\n  - policy: ${registry.host}/acme/strict\n`,
      'a/v1/a.proto': 'syntax = "proto3";\npackage a.v1;\nmessage A {\n  int32 n = 1;\n}\n',
      'tiny.wasm': await buildTinyCheckPlugin('the tiny plugin ran'),
    })
    buf.run('module', ['registry', 'login', registry.host, '--token-stdin'], `${registry.token}\n`)
    run('registry', 'organization', 'create', `${registry.host}/acme`)
  })
  afterAll(async () => {
    await registry?.stop()
    rmSync(root, { recursive: true, force: true })
  })

  test('are created by the first push, and the same rules in another order are the same commit', () => {
    writePolicy('lint:\n  use: [COMMENT_MESSAGE, COMMENT_FIELD]\n')
    expect(run('policy', 'push', 'buf.policy.yaml').stderr).toContain('the policy acme/strict does not exist')
    const first = pushPolicy('--create', '--create-visibility', 'public')
    writePolicy('lint:\n  use: [COMMENT_FIELD, COMMENT_MESSAGE]\n')
    expect(pushPolicy('--create', '--label', 'v1')).toBe(first)
  })

  test('lint as they say, with the digest that the client expects', () => {
    const { status, stdout } = lintWithPolicy()
    expect(status).toBe(100)
    expect(stdout).toContain('Message "A" should have a non-empty comment')
    expect(stdout).toContain(`(${registry.host}/acme/strict)`)
  })

  test('find breaking changes as they say', () => {
    writePolicy('breaking:\n  use: [FIELD_SAME_NAME]\n')
    pushPolicy()
    writeFiles(join(root, 'before'), {
      'buf.yaml': 'version: v2\n',
      'a/v1/a.proto': 'syntax = "proto3";\npackage a.v1;\nmessage A {\n  int32 renamed = 1;\n}\n',
    })
    expect(run('policy', 'update')).toMatchObject({ status: 0 })
    buf.forgetDownloads()
    const { stdout } = run('breaking', '--against', '../before')
    expect(stdout).toContain(`(${registry.host}/acme/strict)`)
  })

  test('have commits and labels, and can be described and deleted', () => {
    const name = `${registry.host}/acme/strict`
    const latest = run('registry', 'policy', 'commit', 'resolve', name).stdout.trim().split(':').at(-1) ?? ''
    const first = run('registry', 'policy', 'commit', 'resolve', `${name}:v1`).stdout.trim().split(':').at(-1) ?? ''
    expect(latest).not.toBe(first)
    const list = run('registry', 'policy', 'commit', 'list', name).stdout
    expect(list).toContain(latest)
    expect(list).toContain(first)
    expect(run('registry', 'policy', 'commit', 'info', `${name}:${first}`).stdout).toContain(first)
    expect(run('registry', 'policy', 'commit', 'add-label', `${name}:${first}`, '--label', 'old').status).toBe(0)
    expect(run('registry', 'policy', 'label', 'list', name).stdout).toContain(`${name}:old`)
    expect(run('registry', 'policy', 'label', 'archive', `${name}:old`).status).toBe(0)
    expect(run('registry', 'policy', 'label', 'list', name).stdout).not.toContain(`${name}:old`)
    expect(run('registry', 'policy', 'label', 'unarchive', `${name}:old`).status).toBe(0)
    expect(run('registry', 'policy', 'label', 'info', `${name}:old`, '--format', 'json').stdout).toContain(first)
    expect(run('registry', 'policy', 'settings', 'update', name, '--visibility', 'private').status).toBe(0)
    expect(run('registry', 'policy', 'info', name, '--format', 'json').stdout).toContain('"name":"strict"')
    expect(run('registry', 'policy', 'create', `${registry.host}/acme/other`, '--visibility', 'private').status).toBe(0)
    expect(run('registry', 'policy', 'delete', `${registry.host}/acme/other`, '--force').status).toBe(0)
    expect(run('registry', 'policy', 'info', `${registry.host}/acme/other`).stderr).toContain('does not exist')
  })

  test('run plugins of the registry, with options of every type', () => {
    const plugin = `${registry.host}/acme/tiny`
    const pushed = run('plugin', 'push', plugin, '--binary', 'tiny.wasm', '--create', '--create-type', 'check')
    expect(pushed).toMatchObject({ status: 0 })
    const options = OPTIONS.map((option) => `      ${option}\n`).join('')
    writePolicy(`lint:\n  use: [TINY_RULE]\nplugins:\n  - plugin: ${plugin}\n    options:\n${options}`)
    pushPolicy()
    const { stdout, stderr } = lintWithPolicy()
    expect(stderr).toBe('')
    expect(stdout).toContain(`the tiny plugin ran (${plugin}, ${registry.host}/acme/strict)`)
  })

  test('with an option that clients cannot read are refused', () => {
    writePolicy(
      `lint:\n  use: [TINY_RULE]\nplugins:\n  - plugin: ${registry.host}/acme/tiny\n    options:\n      words: [a, ""]\n`,
    )
    const { status, stderr } = run('policy', 'push', 'buf.policy.yaml')
    expect(status).toBe(1)
    expect(stderr).toContain('acme/strict: an option has a value that is false, zero or empty')
  })
})
