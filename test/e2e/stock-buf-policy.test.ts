import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeFolder, writeFiles } from '../support/make-folder.ts'
import { callRegistry } from '../support/registry-calls.ts'
import { type RegistryProcess, startRegistry } from '../support/registry-process.ts'
import { runWireproof } from '../support/run-wireproof.ts'
import { createStockBuf, PLAIN_HTTP, type StockBuf } from '../support/stock-buf-client.ts'

const SET_POLICY = 'wireproof.registry.v1.PolicyService/SetPolicy'
const LIST_DECISIONS = 'wireproof.registry.v1.DecisionService/ListDecisions'
const LIST_AFFECTED = 'wireproof.registry.v1.DependantService/ListAffectedDependants'

const MONEY = (more = 'string note = 2;') =>
  `syntax = "proto3";\n\npackage base.v1;\n\nmessage Money {\n  int64 units = 1;\n  ${more}\n}\n\nmessage Place {}\n`
const USER = (name: string, type: string) =>
  `syntax = "proto3";\n\npackage ${name}.v1;\n\nimport "base/v1/base.proto";\n\nmessage Use {\n  base.v1.${type} value = 1;\n}\n`

describe('what the policy of a registry says to pushes of the stock buf client', () => {
  const root = makeFolder('stock-buf-policy')
  let registry: RegistryProcess
  let buf: StockBuf
  let host = ''

  const yaml = (name: string, ...deps: string[]) =>
    `version: v2\nmodules:\n  - path: .\n    name: ${host}/acme/${name}\n` +
    (deps.length === 0 ? '' : `deps:\n${deps.map((dep) => `  - ${host}/acme/${dep}\n`).join('')}`)
  const lay = (name: string, text: string, ...deps: string[]) =>
    writeFiles(root, { [`${name}/buf.yaml`]: yaml(name, ...deps), [`${name}/${name}/v1/${name}.proto`]: text })
  const ok = (folder: string, ...args: string[]) => {
    const done = buf.run(folder, args)
    expect(done, args.join(' ')).toMatchObject({ status: 0 })
    return done
  }
  const call = async (method: string, body: object) => {
    const { status, body: answer } = await callRegistry(host, method, body, registry.token)
    expect(status, JSON.stringify(answer)).toBe(200)
    return answer
  }
  const moduleRef = (module: string) => ({ name: { owner: 'acme', module } })
  const lines = (text: string) =>
    stripVTControlCharacters(text)
      .split('\n')
      .map((line) => line.replace(/[0-9a-f]{32}/g, '<commit>'))
      // The client ends its errors by an empty line more than those of others.
      .filter((line, index, all) => line !== '' || index === all.length - 1)

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

  test('a field that is deleted: refused, with the dependants that use it and without those that do not', async () => {
    lay('base', MONEY())
    ok('base', 'push', '--create')
    for (const [name, type] of [
      ['buyer', 'Money'],
      ['mapper', 'Place'],
    ] as const) {
      lay(name, USER(name, type), 'base')
      ok(name, 'dep', 'update')
      ok(name, 'push', '--create')
    }
    lay('base', MONEY(''))
    const { status, stderr } = buf.run('base', ['push'])
    expect(status).toBe(1)
    expect(lines(stderr)).toEqual([
      'Failure: failed_precondition: acme/base: 1 breaking change against label "main" (commit <commit>)',
      expect.stringMatching(
        /^base\/v1\/base\.proto:5:1: Field 2 "note" of base\.v1\.Money was deleted.*\(FIELD_NO_DELETE\)$/,
      ),
      'Used by 1 module that depends on acme/base:',
      '    acme/buyer: buyer/v1/buyer.proto:8:3 (base.v1.Money)',
      'Nothing was stored. Undo the changes, push to another label, or have an administrator change the policy.',
      '',
    ])
    const affected = { moduleRef: moduleRef('base'), symbols: ['base.v1.Money.note'] }
    expect(await call(LIST_AFFECTED, affected)).toMatchObject({ dependants: [{ module: 'acme/buyer' }], total: 1 })
  })

  test('our own command tells the same, at a push and at a check', async () => {
    const env = { WIREPROOF_TOKEN: `${registry.token}@${host}` }
    const note = 'note: acme/buyer uses this: buyer/v1/buyer.proto:8:3 (base.v1.Money)\n'
    for (const command of ['push', 'check']) {
      const { code, out, err } = await runWireproof([command], { cwd: join(root, 'base'), env })
      expect(code).toBe(1)
      expect(out).toContain('(FIELD_NO_DELETE)\n')
      expect(err).toContain(note)
    }
  })

  test('what the policy only warns of: accepted, told as a warning, and recorded', async () => {
    lay('base', MONEY('string note = 2;\n  string more = 3;'))
    ok('base', 'push')
    const breaking = { warn: ['FILE'], block: ['NUMBER_REUSED', 'FIELD_SAME_TYPE'] }
    await call(SET_POLICY, { moduleRef: moduleRef('base'), policy: { breaking } })
    lay('base', MONEY())
    const { stdout, stderr } = ok('base', 'push')
    expect(stdout).toMatch(/^localhost:\d+\/acme\/base:[0-9a-f]{32}\n$/)
    expect(lines(stderr)).toEqual([
      'WARN\tacme/base: accepted for label "main", with 1 to think about',
      expect.stringMatching(/^base\/v1\/base\.proto:5:1: Field 3 "more" of .*\(FIELD_NO_DELETE\)$/),
      '',
    ])
    lay('base', MONEY('string note = 2;\n  string extra = 4;'))
    ok('base', 'push')
    lay('base', MONEY())
    const env = { WIREPROOF_TOKEN: `${registry.token}@${host}` }
    const ours = await runWireproof(['push'], { cwd: join(root, 'base'), env })
    expect([ours.code, ours.err.split('\n')[0]]).toEqual([
      0,
      'warning: acme/base: accepted for label "main", with 1 to think about',
    ])
    const { decisions } = await call(LIST_DECISIONS, { moduleRef: moduleRef('base'), pageSize: 1 })
    expect(decisions).toMatchObject([
      {
        module: 'acme/base',
        label: 'main',
        outcome: 'DECISION_OUTCOME_ACCEPTED',
        userName: 'admin',
        findings: [{ rule: 'FIELD_NO_DELETE', action: 'POLICY_ACTION_WARN', symbol: 'base.v1.Money.extra' }],
      },
    ])
  })

  test('deleted in one version and its number reused in the next: refused with the proof from the version before', async () => {
    lay('base', MONEY('string note = 2;\n  bool flag = 3;'))
    const { status, stderr } = buf.run('base', ['push'])
    expect(status).toBe(1)
    const found = lines(stderr)
    expect(found[1]).toMatch(
      /^base\/v1\/base\.proto:8:3: Field 3 "flag" \(bool\) .* in commit <commit>, which had it last, it was field 3 "more" \(string\)/,
    )
    expect(found[1]).toContain('(NUMBER_REUSED)')
    expect(found[2]).toBe(
      '    proof: bytes 1a0161: the old writer means "a", the new reader gets (not set, reads as false)',
    )
  })

  test('a level above is not loosened by one below', async () => {
    await call(SET_POLICY, { registry: {}, policy: { breaking: { block: ['FIELD_NO_DELETE'] } } })
    lay('base', MONEY(''))
    expect(buf.run('base', ['push']).stderr).toContain('(FIELD_NO_DELETE)')
    await call(SET_POLICY, { registry: {} })
    ok('base', 'push')
  })

  test('types that are to be unique among the modules of an owner', async () => {
    await call(SET_POLICY, { ownerRef: { name: 'acme' }, policy: { uniqueTypes: true } })
    writeFiles(root, {
      'copy/buf.yaml': yaml('copy'),
      'copy/copy.proto': 'syntax = "proto3";\npackage base.v1;\nmessage Place {}\n',
    })
    const { status, stderr } = buf.run('copy', ['push', '--create'])
    expect(status).toBe(1)
    expect(stderr).toContain(
      'copy.proto:1:1: message base.v1.Place is declared by acme/base, too (base/v1/base.proto)\n',
    )
  })
})
