import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeFolder, writeFiles } from '../support/make-folder.ts'
import { type RegistryProcess, startRegistry } from '../support/registry-process.ts'
import { runWireproof } from '../support/run-wireproof.ts'

const BASE = 'syntax = "proto3";\npackage base;\nmessage Money { int64 units = 1; }\n'
const MID =
  'syntax = "proto3";\npackage mid;\nimport "base/base.proto";\nmessage Price { base.Money money = 1; string note = 2; }\n'
const TOP = 'syntax = "proto3";\npackage top;\nimport "mid/mid.proto";\nmessage Order { mid.Price price = 1; }\n'

describe('a chain of modules on a registry', () => {
  const root = makeFolder('cli-dependencies')
  let registry: RegistryProcess
  const wireproof = (folder: string, ...args: string[]) =>
    runWireproof(args, { cwd: join(root, folder), env: { WIREPROOF_TOKEN: registry.token } })

  /** The head of a module as a line of buf.lock pins it. */
  const lockEntry = async (module: string) => {
    const { out } = await wireproof('.', 'ls', `${registry.host}/acme/${module}`, '--format', 'json')
    const [{ id, digest }] = JSON.parse(out).commits
    return `  - name: ${registry.host}/acme/${module}\n    commit: ${id}\n    digest: ${digest}\n`
  }

  const writeModule = async (module: string, text: string, dependencies: readonly string[]) => {
    const locked = await Promise.all(dependencies.map(lockEntry))
    const deps = dependencies.slice(-1).map((name) => `  - ${registry.host}/acme/${name}\n`)
    writeFiles(join(root, module), {
      'buf.yaml': `version: v2\nname: ${registry.host}/acme/${module}\n${deps.length > 0 ? `deps:\n${deps.join('')}` : ''}`,
      [`${module}/${module}.proto`]: text,
      ...(locked.length > 0 ? { 'buf.lock': `version: v2\ndeps:\n${locked.join('')}` } : {}),
    })
  }

  beforeAll(async () => {
    registry = await startRegistry(root)
  })
  afterAll(async () => {
    await registry?.stop()
    rmSync(root, { recursive: true, force: true })
  })

  it('is pushed link by link, each built with the commits that buf.lock pins', async () => {
    await writeModule('base', BASE, [])
    expect(await wireproof('base', 'push', '--create')).toMatchObject({ code: 0, err: '' })
    await writeModule('mid', MID, ['base'])
    expect(await wireproof('mid', 'push', '--create')).toMatchObject({ code: 0, err: '' })
    await writeModule('top', TOP, ['base', 'mid'])
    expect(await wireproof('top', 'push', '--create')).toMatchObject({ code: 0, err: '' })
  })

  it('builds with what is downloaded, from a folder and from the registry', async () => {
    for (const input of ['.', `${registry.host}/acme/top`]) {
      expect(await wireproof('top', 'build', input, '-o', '../top.json')).toEqual({ code: 0, out: '', err: '' })
    }
    expect(await wireproof('top', 'check')).toEqual({ code: 0, out: '', err: '' })
  })

  it('sees a break in a dependency at the path of its file', async () => {
    // A workspace that has its own, changed copy of a dependency builds with that one.
    writeFiles(join(root, 'workspace'), {
      'buf.yaml': `version: v2\nmodules:\n  - path: top\n    name: ${registry.host}/acme/top\n  - path: mid\n`,
      'top/top/top.proto': TOP,
      'mid/mid/mid.proto': MID.replace('string note = 2;', 'int32 note = 2;'),
      'mid/base/base.proto': BASE,
    })
    const { code, out } = await wireproof('workspace', 'check', 'top')
    expect(code).toBe(1)
    expect(out).toMatch(/^mid\/mid\/mid\.proto:4:39: .* \(FIELD_SAME_TYPE\)\n(?: {4}.*\n)+$/)
    expect((await wireproof('workspace', 'check', 'top', '--exclude-imports')).code).toBe(0)
  })

  it('says which dependency is not pinned', async () => {
    rmSync(join(root, 'top/buf.lock'))
    const pushed = await wireproof('top', 'push')
    expect(pushed.code).toBe(2)
    expect(pushed.err).toContain(`depends on ${registry.host}/acme/mid, which buf.lock does not pin`)
    const built = await wireproof('top', 'build')
    expect(built.code).toBe(3)
    expect(built.err).toMatch(/^top\/top\.proto:3:1: /)
  })
})
