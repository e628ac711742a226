import { execFileSync } from 'node:child_process'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { bufBinary, runBuf } from '../support/buf.ts'
import { makeFolder, writeFiles } from '../support/make-folder.ts'
import { runWireproof } from '../support/run-wireproof.ts'

const root = makeFolder('exact-check')
afterAll(() => rmSync(root, { recursive: true, force: true }))

const WIRE = 'version: v2\nbreaking: {use: [WIRE]}\n'
const EXACT = 'version: v1\nbreaking: {use: [WIRE_EXACT]}\n'
const proto = (type: string) => `syntax = "proto3";\npackage acme.v1;\nmessage Order {\n  ${type} total = 1;\n}\n`

interface JsonProof {
  readonly format: string
  readonly direction: string
  readonly payload: string
  readonly meant: string
  readonly got: string
}

describe('a narrowed integer', () => {
  writeFiles(root, {
    'prev/buf.yaml': WIRE,
    'prev/acme/v1/order.proto': proto('int64'),
    'next/buf.yaml': WIRE,
    'next/acme/v1/order.proto': proto('int32'),
  })
  const check = (...args: string[]) => runWireproof(['check', 'next', '--against', 'prev', ...args], { cwd: root })

  it('passes the category WIRE, with buf and here', async () => {
    const buf = runBuf(['breaking', 'next', '--against', 'prev'], { cwd: root, home: root })
    expect([buf.code, buf.stdout]).toEqual([0, ''])
    expect(await check()).toEqual({ code: 0, out: '', err: '' })
  })

  it('is proven to break by WIRE_EXACT, which buf does not see in its way', async () => {
    writeFileSync(join(root, 'next/wireproof.yaml'), EXACT)
    const { code, out } = await check()
    expect(code).toBe(1)
    expect(out).toBe(
      'next/acme/v1/order.proto:4:3: Field 1 "total" of acme.v1.Order changed from int64 to int32. In binary, new readers ' +
        'of old data read 1 where 4294967297 was meant. Keep the type, and add a field with a new number for the new one. ' +
        '(FIELD_WIRE_EXACT_TYPE)\n' +
        '    binary 08 81 80 80 80 10: meant 4294967297, got 1 (new readers of old data)\n',
    )
    expect((await check('--direction', 'forward')).code).toBe(0)
    expect(runBuf(['breaking', 'next', '--against', 'prev'], { cwd: root, home: root }).code).toBe(0)
  })

  it('is what a decoder that is not ours makes of the payload', async () => {
    const [finding] = JSON.parse((await check('--format', 'json')).out)
    expect(finding).toMatchObject({ severity: 'error', direction: 'backward', withoutProof: null })
    const [proof] = finding.proofs as JsonProof[]
    const convert = (side: string) =>
      execFileSync(
        bufBinary(),
        ['convert', side, '--type', 'acme.v1.Order', '--from', '-#format=binpb', '--to', '-#format=json'],
        { cwd: root, env: { PATH: process.env.PATH, HOME: root }, input: Buffer.from(proof?.payload ?? '', 'hex') },
      ).toString()
    expect(JSON.parse(convert('prev'))).toEqual({ total: proof?.meant })
    expect(JSON.parse(convert('next'))).toEqual({ total: Number(proof?.got) })
  })

  it('only warns where wireproof.yaml says so', async () => {
    writeFileSync(
      join(root, 'next/wireproof.yaml'),
      'version: v1\nbreaking: {use: [WIRE_EXACT], severity: {FIELD_WIRE_EXACT_TYPE: warning}}\n',
    )
    const { code, out, err } = await check()
    expect([code, err]).toEqual([0, '1 warning in 1 file\n'])
    expect(out).toMatch(/^next\/acme\/v1\/order\.proto:4:3: warning: /)
  })

  it('is found in archives and revisions, with the wireproof.yaml in them', async () => {
    writeFileSync(join(root, 'next/wireproof.yaml'), EXACT)
    execFileSync('tar', ['-czf', '../next.tar.gz', '.'], { cwd: join(root, 'next') })
    const git = (...args: string[]) =>
      execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], { cwd: join(root, 'next') })
    git('init', '-q', '-b', 'main')
    git('add', '.')
    git('commit', '-q', '-m', 'next')
    for (const input of ['next.tar.gz', 'next/.git#branch=main']) {
      const { code, out } = await runWireproof(['check', input, '--against', 'prev'], { cwd: root })
      expect([input, code]).toEqual([input, 1])
      expect(out).toContain('(FIELD_WIRE_EXACT_TYPE)')
    }
  })
})
