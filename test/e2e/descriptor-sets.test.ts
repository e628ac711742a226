import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { create, equals, fromBinary, fromJson, type JsonValue, toBinary } from '@bufbuild/protobuf'
import { type FileDescriptorSet, FileDescriptorSetSchema } from '@bufbuild/protobuf/wkt'
import { moduleV1, reflectV1beta1 } from '@wireproof/registry-api'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runBuf } from '../support/buf.ts'
import { makeFolder, writeFiles } from '../support/make-folder.ts'
import { CREATE_MODULES, callRegistry, UPLOAD, uploadOf } from '../support/registry-calls.ts'
import { type RegistryProcess, startRegistry } from '../support/registry-process.ts'

const FILES = {
  'acme/v1/money.proto': 'syntax = "proto3";\npackage acme.v1;\nmessage Money { int64 units = 1; }\n',
  'acme/v1/order.proto':
    'syntax = "proto3";\npackage acme.v1;\nimport "acme/v1/money.proto";\nimport "google/protobuf/timestamp.proto";\n' +
    '// An order.\nmessage Order {\n  Money price = 1;\n  google.protobuf.Timestamp at = 2 [deprecated = true];\n}\n',
}
const REFLECT = 'buf.reflect.v1beta1.FileDescriptorSetService/GetFileDescriptorSet'
const GET_SET = 'buf.registry.module.v1.FileDescriptorSetService/GetFileDescriptorSet'

describe('descriptor sets', () => {
  const root = makeFolder('descriptor-sets')
  let registry: RegistryProcess
  let commit = ''

  const buildWithBuf = (...args: readonly string[]): FileDescriptorSet => {
    const done = runBuf(['build', '--as-file-descriptor-set', '-o', 'out.binpb', ...args], {
      cwd: join(root, 'src'),
      home: root,
    })
    expect(done).toMatchObject({ code: 0 })
    return fromBinary(FileDescriptorSetSchema, readFileSync(join(root, 'src', 'out.binpb')))
  }
  const withoutAdditions = (set: FileDescriptorSet | undefined) =>
    fromBinary(
      FileDescriptorSetSchema,
      toBinary(FileDescriptorSetSchema, set ?? create(FileDescriptorSetSchema), { writeUnknownFields: false }),
    )
  const get = (path: string, headers: Readonly<Record<string, string>> = {}) =>
    fetch(`http://${registry.host}/descriptor-sets/acme/${path}`, { headers })
  const authorization = () => ({ authorization: `Bearer ${registry.token}` })

  beforeAll(async () => {
    registry = await startRegistry(root)
    const { host, token } = registry
    const values = [
      { ownerRef: { name: 'acme' }, name: 'orders', visibility: 'MODULE_VISIBILITY_PUBLIC' },
      { ownerRef: { name: 'acme' }, name: 'secret', visibility: 'MODULE_VISIBILITY_PRIVATE' },
    ]
    await callRegistry(host, CREATE_MODULES, { values }, token)
    const { body } = await callRegistry(host, UPLOAD, uploadOf('acme', 'orders', FILES), token)
    await callRegistry(host, UPLOAD, uploadOf('acme', 'secret', FILES), token)
    commit = (body.commits as { id: string }[])[0]?.id ?? ''
    writeFiles(join(root, 'src'), { ...FILES, 'buf.yaml': 'version: v2\n' })
  })
  afterAll(async () => {
    await registry?.stop()
    rmSync(root, { recursive: true, force: true })
  })

  test('of both services are those that buf builds', async () => {
    const expected = buildWithBuf('--exclude-source-info')
    const call = async (method: string, body: Uint8Array<ArrayBuffer>) => {
      const headers = { 'content-type': 'application/proto' }
      const response = await fetch(`http://${registry.host}/${method}`, { method: 'POST', headers, body })
      expect(response.status).toBe(200)
      return new Uint8Array(await response.arrayBuffer())
    }
    const { GetFileDescriptorSetRequestSchema, GetFileDescriptorSetResponseSchema } = reflectV1beta1
    const request = create(GetFileDescriptorSetRequestSchema, { module: `${registry.host}/acme/orders` })
    const body = new Uint8Array(toBinary(GetFileDescriptorSetRequestSchema, request))
    const reflected = fromBinary(GetFileDescriptorSetResponseSchema, await call(REFLECT, body))
    expect(reflected.version).toBe(commit)
    expect(equals(FileDescriptorSetSchema, withoutAdditions(reflected.fileDescriptorSet), expected)).toBe(true)

    const ofModule = create(moduleV1.GetFileDescriptorSetRequestSchema, {
      resourceRef: { value: { case: 'id', value: commit } },
      includeSourceCodeInfo: true,
    })
    const moduleBody = new Uint8Array(toBinary(moduleV1.GetFileDescriptorSetRequestSchema, ofModule))
    const answer = fromBinary(moduleV1.GetFileDescriptorSetResponseSchema, await call(GET_SET, moduleBody))
    expect(answer.commit?.id).toBe(commit)
    expect(equals(FileDescriptorSetSchema, withoutAdditions(answer.fileDescriptorSet), buildWithBuf())).toBe(true)
  })

  test('come as JSON, too, and only with what is asked for', async () => {
    const module = `${registry.host}/acme/orders`
    const ask = (more: object) => callRegistry(registry.host, REFLECT, { module, ...more })
    const { body } = await ask({ symbols: ['acme.v1.Money'], version: 'main' })
    const set = fromJson(FileDescriptorSetSchema, body.fileDescriptorSet as JsonValue)
    expect(set.file.map(({ name }) => name)).toEqual(['acme/v1/money.proto'])
    expect(await ask({ symbols: ['acme.v1.None'] })).toMatchObject({ status: 404, body: { code: 'not_found' } })
    expect(await ask({ version: 'none' })).toMatchObject({ status: 401 })
    expect(await ask({ module: 'acme/orders' })).toMatchObject({ status: 400, body: { code: 'invalid_argument' } })
    expect(await ask({ module: 'buf.build/acme/orders' })).toMatchObject({ status: 404 })
    const unlike = { resourceRef: { id: commit }, excludeTypes: ['acme.v1.Money'] }
    expect(await callRegistry(registry.host, GET_SET, unlike)).toMatchObject({ body: { code: 'unimplemented' } })
  })

  test('under a URL: for ever by a commit, to be asked for again by a label', async () => {
    const byCommit = await get(`orders/${commit}`)
    expect(byCommit.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    const etag = byCommit.headers.get('etag') ?? ''
    const bytes = new Uint8Array(await byCommit.arrayBuffer())
    const set = withoutAdditions(fromBinary(FileDescriptorSetSchema, bytes))
    expect(equals(FileDescriptorSetSchema, set, buildWithBuf('--exclude-source-info'))).toBe(true)

    const byLabel = await get('orders/main', { 'if-none-match': `"other", W/${etag}` })
    expect(byLabel.status).toBe(304)
    expect(byLabel.headers.get('cache-control')).toBe('public, no-cache')
    const withPlaces = await get('orders/main?source_info=true')
    expect(withPlaces.headers.get('etag')).not.toBe(etag)
    expect((await withPlaces.arrayBuffer()).byteLength).toBeGreaterThan(bytes.byteLength)
  })

  test('of private modules need a token, and are for no shared cache', async () => {
    expect(await get('secret/main')).toMatchObject({ status: 401 })
    const allowed = await get('secret/main', authorization())
    expect(allowed.status).toBe(200)
    expect(allowed.headers.get('cache-control')).toBe('private, no-cache')
    expect(await get('secret/none', authorization())).toMatchObject({ status: 404 })
    expect(await get('secret/..%2f..%2fetc', authorization())).toMatchObject({ status: 404 })
    expect(await get('secret/main', { authorization: 'Bearer nonsense' })).toMatchObject({ status: 401 })
  })
})
