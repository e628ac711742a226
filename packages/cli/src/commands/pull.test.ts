import { readdirSync } from 'node:fs'
import { digestB5 } from '@wireproof/module'
import { moduleV1 } from '@wireproof/registry-api'
import { describe, expect, it } from 'vitest'
import { commitAnswers, serveFakeRegistry } from '../../testing/fake-registry.ts'
import { runCommand } from '../../testing/run-command.ts'
import { createTemporaryFolder } from '../../testing/temporary-folder.ts'

const ID = '0123456789abcdef0123456789abcdef'
const FILES = new Map([['a.proto', Buffer.from('syntax = "proto3";')]])

function commitOf(files: ReadonlyMap<string, Uint8Array>) {
  return { id: ID, digest: { type: moduleV1.DigestType.B5, value: digestB5(files, []).value } }
}

describe('wireproof pull', () => {
  it('writes what arrives, and names its commit', async () => {
    const cwd = createTemporaryFolder()
    const { host } = await serveFakeRegistry(commitAnswers(commitOf(FILES), FILES))
    const result = await runCommand(['pull', `${host}/acme/base`, '-o', 'out'], { cwd })
    expect(result).toEqual({ code: 0, out: `${host}/acme/base:${ID}\n`, err: '' })
    expect(readdirSync(cwd)).toEqual(['out'])
  })

  it('writes nothing that is not what was pushed', async () => {
    const cwd = createTemporaryFolder()
    const forged = new Map([['a.proto', Buffer.from('syntax = "proto2";')]])
    const { host } = await serveFakeRegistry(commitAnswers(commitOf(FILES), forged))
    const { code, err } = await runCommand(['pull', `${host}/acme/base`, '-o', 'out'], { cwd })
    expect(code).toBe(4)
    expect(err).toContain('they are damaged or forged')
    expect(readdirSync(cwd)).toEqual([])
  })

  it('writes nothing outside of its folder', async () => {
    const cwd = createTemporaryFolder()
    const hostile = new Map([['../evil.proto', Buffer.from('')]])
    const { host } = await serveFakeRegistry(commitAnswers(commitOf(hostile), hostile))
    const { code, err } = await runCommand(['pull', `${host}/acme/base`, '-o', 'deep/out'], { cwd })
    expect(code).toBe(4)
    expect(err).toContain('"../evil.proto" leads out of the module')
    expect(readdirSync(cwd)).toEqual([])
  })

  it('refuses what is no reference', async () => {
    for (const text of ['acme', 'host/acme', 'host/acme/base:', '/a/b/c']) {
      expect((await runCommand(['pull', text, '-o', 'out'])).code).toBe(2)
    }
  })
})
