import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runBuf } from '../support/buf.ts'
import { makeFolder, writeFiles } from '../support/make-folder.ts'
import { type RegistryProcess, startRegistry } from '../support/registry-process.ts'
import { runWireproof } from '../support/run-wireproof.ts'

const order = (field: string) =>
  `syntax = "proto3";\npackage acme.v1;\nmessage Order {\n  string id = 1;\n${field === '' ? '' : `  ${field}\n`}}\n`
const FIRST = order('int64 total = 3;')
const SECOND = order('')
const THIRD = order('int32 parcels = 3;')

describe('the history of a label', () => {
  const root = makeFolder('cli-check-history')
  const module = join(root, 'orders')
  let registry: RegistryProcess
  let name = ''
  const wireproof = (...args: string[]) =>
    runWireproof(args, { cwd: module, env: { WIREPROOF_TOKEN: `${registry.token}@${registry.host}` } })
  const write = (text: string) => writeFiles(module, { 'acme/v1/order.proto': text })

  beforeAll(async () => {
    registry = await startRegistry(root)
    name = `${registry.host}/acme/orders`
    writeFiles(module, { 'buf.yaml': `version: v2\nname: ${name}\n` })
    for (const text of [FIRST, SECOND]) {
      write(text)
      const pushed = await wireproof('push', '--create')
      expect([pushed.code, pushed.err]).toEqual([0, ''])
      const policy = await wireproof('policy', 'set', name, '--block', 'FIELD_SAME_TYPE')
      expect([policy.code, policy.err]).toEqual([0, ''])
    }
    write(THIRD)
  })
  afterAll(async () => {
    await registry?.stop()
    rmSync(root, { recursive: true, force: true })
  })

  it('shows what a comparison with its head cannot', async () => {
    expect((await wireproof('check')).code).toBe(0)
    const { code, out } = await wireproof('check', '--against-all', name)
    expect(code).toBe(1)
    expect(out).toMatch(
      /^acme\/v1\/order\.proto:5:3: Field 3 "parcels" \(int32\) .* in main at commit [0-9a-f]{32}, which had it last, it was field 3 "total" \(int64\)\. .* \(NUMBER_REUSED\)\n/,
    )
    expect((await wireproof('check', '--against-all', `${name}:main`)).code).toBe(1)
  })

  it('gives a payload that decoders of both versions read as different things', async () => {
    const { out } = await wireproof('check', '--against-all', name, '--format', 'json')
    const [finding] = JSON.parse(out)
    const [proof] = finding.proofs
    expect(proof).toMatchObject({ format: 'binary', direction: 'backward', lossClass: 'changed', meant: '4294967297' })
    writeFileSync(join(root, 'payload.binpb'), Buffer.from(proof.payload, 'hex'))
    const decode = (text: string) => {
      writeFiles(join(root, 'decode'), { 'order.proto': text })
      const args = ['convert', 'decode', '--type', 'acme.v1.Order', '--from', 'payload.binpb', '--to', '-#format=json']
      return JSON.parse(runBuf(args, { cwd: root, home: root }).stdout)
    }
    expect(decode(FIRST)).toEqual({ total: '4294967297' })
    expect(decode(THIRD)).toEqual({ parcels: 1 })
  })

  it('can be read for a label that is there only', async () => {
    const { code, err } = await wireproof('check', '--against-all', `${name}:nope`)
    expect(code).toBe(4)
    expect(err).toContain('nope')
    expect((await wireproof('check', '--against-all', `${registry.host}/acme/nothing`)).code).toBe(4)
  })
})
