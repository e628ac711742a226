import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeFolder, writeFiles } from '../support/make-folder.ts'
import { CREATE_MODULES, callRegistry, UPLOAD, uploadOf } from '../support/registry-calls.ts'
import { type RegistryProcess, startRegistry } from '../support/registry-process.ts'
import { createStockBuf, PLAIN_HTTP, type StockBuf } from '../support/stock-buf-client.ts'

const proto = (name: string, more = '') => `syntax = "proto3";\npackage ${name};\nmessage M {}\n${more}`

/** Paths that no module may have, each with a part of what the registry says to it. */
const HOSTILE_PATHS: readonly string[] = [
  '../up.proto',
  '/etc/passwd.proto',
  'a/../../b.proto',
  'a//b.proto',
  'a\\b.proto',
  './a.proto',
  'a\u0000b.proto',
  'a\nb.proto',
  `${'x'.repeat(5_000)}.proto`,
]

describe('pushes that nobody should make', () => {
  const root = makeFolder('bad-pushes')
  let registry: RegistryProcess
  let buf: StockBuf

  const call = (method: string, body: object) => callRegistry(registry.host, method, body, registry.token)
  const push = async (
    module: string,
    files: Readonly<Record<string, string>>,
    depCommitIds: readonly string[] = [],
  ) => {
    const answer = await call(UPLOAD, { ...uploadOf('acme', module, files), depCommitIds })
    return { ...answer, id: (answer.body.commits as { id: string }[] | undefined)?.[0]?.id ?? '' }
  }

  beforeAll(async () => {
    registry = await startRegistry(root)
    const names = ['one', 'two', 'many', 'hostile', 'both', 'left', 'right']
    const values = names.map((name) => ({ ownerRef: { name: 'acme' }, name, visibility: 'MODULE_VISIBILITY_PUBLIC' }))
    expect(await call(CREATE_MODULES, { values })).toMatchObject({ status: 200 })
    buf = createStockBuf({ root, config: PLAIN_HTTP })
  })
  afterAll(async () => {
    await registry?.stop()
    rmSync(root, { recursive: true, force: true })
  })

  test('ten thousand files are taken; more than twenty thousand are not', async () => {
    const files = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, n) => [`many/f${n}.proto`, proto(`many.f${n}`)]))
    expect(await push('many', files(10_000))).toMatchObject({ status: 200 })
    expect(await push('many', files(20_001))).toMatchObject({
      status: 400,
      body: { message: expect.stringContaining('at most 20000 files') },
    })
  }, 60_000)

  test('hostile paths and names are refused, and the server goes on', async () => {
    for (const path of HOSTILE_PATHS) {
      const { status, body } = await push('hostile', { [path]: proto('hostile') })
      expect({ path, status, code: body.code }).toEqual({ path, status: 400, code: 'invalid_argument' })
      expect(String(body.message).length).toBeLessThan(3_000)
    }
    const label = { ...uploadOf('acme', 'hostile', { 'a.proto': proto('a') }, ['a b']) }
    expect(await call(UPLOAD, label)).toMatchObject({ status: 400 })
    const sql = { values: [{ ownerRef: { name: 'acme' }, name: "x'; DROP TABLE modules; --" }] }
    expect(await call(CREATE_MODULES, sql)).toMatchObject({ status: 400 })
    expect(await push('hostile', { 'a.proto': proto('a') })).toMatchObject({ status: 200 })
  })

  test('a type that two dependencies declare is refused by name', async () => {
    const one = await push('one', { 'one/one.proto': proto('shared') })
    const two = await push('two', { 'two/two.proto': proto('shared') })
    const files = {
      'both.proto': 'syntax = "proto3";\npackage both;\nimport "one/one.proto";\nimport "two/two.proto";\n',
    }
    const types = await push('both', files, [one.id, two.id])
    expect(types).toMatchObject({ status: 400 })
    expect(String(types.body.message)).toContain('shared.M')
  })

  test('a dependency that is not there is refused, and one that is used stays', async () => {
    const files = { 'both.proto': 'syntax = "proto3";\npackage both;\nimport "one/one.proto";\n' }
    const unknown = await push('both', files, ['f'.repeat(32)])
    expect(unknown).toMatchObject({ status: 404, body: { message: expect.stringContaining('dep update') } })
    const one = await push('one', { 'one/one.proto': proto('shared') })
    expect(await push('both', files, [one.id])).toMatchObject({ status: 200 })
    const remove = { moduleRefs: [{ name: { owner: 'acme', module: 'one' } }] }
    const deleted = await call('buf.registry.module.v1.ModuleService/DeleteModules', remove)
    expect(deleted).toMatchObject({ status: 400, body: { message: expect.stringContaining('acme/both depends on') } })
  })

  test('of modules that depended on each other at different times the graph has no circle', async () => {
    const one1 = await push('left', { 'left/left.proto': proto('left.v1') })
    const uses = (path: string, name: string) => `syntax = "proto3";\npackage ${name};\nimport "${path}";\n`
    const two1 = await push('right', { 'right/right.proto': uses('left/left.proto', 'right.v1') }, [one1.id])
    const two2 = await push('right', { 'right/right.proto': proto('right.v1') })
    const one2 = await push(
      'left',
      { 'left/left.proto': proto('left.v1'), 'left/b.proto': uses('right/right.proto', 'left.v2') },
      [two2.id],
    )
    expect([one1, two1, two2, one2].map(({ status, body }) => ({ status, message: body.message }))).toEqual(
      [1, 2, 3, 4].map(() => ({ status: 200, message: undefined })),
    )
    const refs = [one2.id, two1.id].map((id) => ({ id }))
    const { body } = await call('buf.registry.module.v1.GraphService/GetGraph', { resourceRefs: refs })
    expect((body.graph as { edges: unknown[] }).edges).toHaveLength(1)
    // Their files do import each other in a circle then, which the client sees and says.
    const { host } = registry
    writeFiles(join(root, 'user'), {
      'buf.yaml': `version: v2\ndeps:\n  - ${host}/acme/left:${one2.id}\n  - ${host}/acme/right:${two1.id}\n`,
      'user.proto': `${uses('left/left.proto', 'user')}import "right/right.proto";\n`,
    })
    expect(buf.run('user', ['dep', 'update'])).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('cycle detected in module dependencies'),
    })
  })
})
