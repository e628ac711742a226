import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeFolder } from '../support/make-folder.ts'
import { layRealTree } from '../support/real-trees.ts'
import { callRegistry } from '../support/registry-calls.ts'
import { runWireproof } from '../support/run-wireproof.ts'
import { startTwoNodes, type TwoNodes, twoNodesMissing } from '../support/two-nodes.ts'

const SERVER = fileURLToPath(new URL('../../packages/registry-server/dist/main.js', import.meta.url))
const SEARCH = 'wireproof.registry.v1.SearchService/Search'

const title = `a real history on two servers and PostgreSQL${twoNodesMissing === undefined ? '' : ` (skipped: ${twoNodesMissing})`}`

/** Thousands of files, and tens of thousands of symbols, through the limits of time and size that the database has. */
describe.skipIf(twoNodesMissing !== undefined)(title, () => {
  const root = makeFolder('two-nodes-real-tree')
  let registry: TwoNodes

  const wireproof = (folder: string, ...args: string[]) =>
    runWireproof(args, {
      cwd: join(root, folder),
      env: { WIREPROOF_TOKEN: registry.token },
    })

  beforeAll(async () => {
    registry = await startTwoNodes(root)
    const [one, other] = registry.nodes
    layRealTree(join(root, '3.0.3'), '3.0.3', `version: v2\nname: ${one.host}/acme/apis\n`)
    layRealTree(join(root, '6.0.1'), '6.0.1', `version: v2\nname: ${other.host}/acme/apis\n`)
  })
  afterAll(async () => {
    await registry?.stop()
    rmSync(root, { recursive: true, force: true })
  })

  test('both releases are pushed, one is found, and comes back as it was', async () => {
    const moduleRef = { name: { owner: 'acme', module: 'apis' } }
    const first = await wireproof('3.0.3', 'push', '--create')
    expect(first, first.err).toMatchObject({ code: 0 })
    // The next one breaks what the one before has promised: that is told, and not refused.
    const policy = { breaking: { warn: ['FILE'] } }
    const set = await callRegistry(
      registry.nodes[1].host,
      'wireproof.registry.v1.PolicyService/SetPolicy',
      { moduleRef, policy },
      registry.token,
    )
    expect(set, JSON.stringify(set.body)).toMatchObject({ status: 200 })
    const pushed = await wireproof('6.0.1', 'push')
    expect(pushed, pushed.err).toMatchObject({ code: 0 })

    for (const node of registry.nodes) {
      const { body } = await callRegistry(node.host, SEARCH, { query: 'CloudRedisClu' }, registry.token)
      expect(JSON.stringify(body)).toContain('google.cloud.redis.cluster.v1.CloudRedisCluster')
    }
    const pulled = await wireproof('.', 'pull', `${registry.nodes[0].host}/acme/apis`, '-o', 'pulled')
    expect(pulled, pulled.err).toMatchObject({ code: 0 })
    const protos = filesBelow(join(root, '6.0.1')).filter((path) => path.endsWith('.proto'))
    expect(protos.length).toBeGreaterThan(5_000)
    expect(filesBelow(join(root, 'pulled')).filter((path) => path.endsWith('.proto'))).toEqual(protos)
    const read = (folder: string, path: string) => readFileSync(join(root, folder, path))
    expect(protos.filter((path) => !read('pulled', path).equals(read('6.0.1', path)))).toEqual([])
  })

  test('everything that is stored is sound', () => {
    const done = spawnSync(process.execPath, [SERVER, 'verify', '--data', join(root, 'verify')], {
      encoding: 'utf8',
      env: { PATH: process.env.PATH, WIREPROOF_DATABASE_URL: registry.databaseUrl },
    })
    expect(done, done.stderr).toMatchObject({ status: 0, stdout: expect.stringMatching(/, 0 problems\n/) })
  })
})

/** Paths of all files below a folder, sorted. */
function filesBelow(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile())
  return files.map((entry) => relative(folder, join(entry.parentPath, entry.name))).sort()
}
