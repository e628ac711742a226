import { fromBinary } from '@bufbuild/protobuf'
import { FileDescriptorSetSchema } from '@bufbuild/protobuf/wkt'
import { beforeAll, describe, expect, test } from 'vitest'
import { createMemoryImageCache, type MemoryImageCache } from '../../../testing/memory-image-cache.ts'
import { createTestContext, makeModule, pushModule, type TestContext } from '../../../testing/test-context.ts'
import type { CommitRecord } from '../../storage/records.ts'
import { createCompiledImages } from './compiled-images.ts'
import { type DescriptorSetRequest, getDescriptorSet } from './get-descriptor-set.ts'

const BASE = 'syntax = "proto3";\npackage base.v1;\n// Money.\nmessage Money { int64 units = 1; }\n'
const ORDER =
  'syntax = "proto3";\npackage acme.v1;\nimport "base/v1/base.proto";\nmessage Order { base.v1.Money price = 1; }\n'
const OTHER =
  'syntax = "proto3";\npackage acme.v1;\nservice Other { rpc Get(Empty) returns (Empty); }\nmessage Empty {}\n'

describe('compiled commits', () => {
  let context: TestContext
  let commit: CommitRecord
  let cache: MemoryImageCache
  let compilations = 0

  beforeAll(async () => {
    const plain = await createTestContext()
    cache = createMemoryImageCache()
    const surveyor: TestContext['surveyor'] = {
      survey(job, signal) {
        if (job.kind === 'image') compilations++
        return plain.surveyor.survey(job, signal)
      },
    }
    const images = createCompiledImages({ ...plain, surveyor }, cache)
    context = { ...plain, surveyor, images }
    await makeModule(context, 'acme', 'base')
    await makeModule(context, 'acme', 'orders', 'private')
    const base = await pushModule(context, context.admin, { module: 'base', files: { 'base/v1/base.proto': BASE } })
    const files = { 'acme/v1/order.proto': ORDER, 'acme/v1/other.proto': OTHER }
    commit = await pushModule(context, context.admin, { module: 'orders', files }, [base.id])
  })

  const read = async (more: Partial<DescriptorSetRequest> = {}, caller = context.reader) => {
    const request = { ref: { id: commit.id }, names: [], excludeImports: false, sourceInfo: false, ...more }
    const { bytes } = await getDescriptorSet(context, caller, request, new AbortController().signal)
    return fromBinary(FileDescriptorSetSchema, bytes).file
  }
  const paths = async (more: Partial<DescriptorSetRequest> = {}) => (await read(more)).map(({ name }) => name)

  test('hold every file behind those that it imports', async () => {
    expect(await paths()).toEqual(['base/v1/base.proto', 'acme/v1/order.proto', 'acme/v1/other.proto'])
  })

  test('are made once, however many ask at a time, and kept', async () => {
    compilations = 0
    await Promise.all([1, 2, 3].map(() => read({ sourceInfo: true })))
    await read({ sourceInfo: true })
    expect(compilations).toBe(1)
    expect(cache.keys.size).toBe(2)
    const later = createCompiledImages(context, cache)
    await later.get(commit, { sourceInfo: true })
    expect(compilations).toBe(1)
  })

  test('have comments on request', async () => {
    const [base] = await read({ sourceInfo: true })
    expect(base?.sourceCodeInfo?.location.some(({ leadingComments }) => leadingComments === ' Money.\n')).toBe(true)
    expect((await read())[0]?.sourceCodeInfo).toBeUndefined()
  })

  test.each([
    ['a type', 'acme.v1.Order', ['base/v1/base.proto', 'acme/v1/order.proto']],
    ['a field', 'acme.v1.Order.price', ['base/v1/base.proto', 'acme/v1/order.proto']],
    ['a type of a dependency', 'base.v1.Money', ['base/v1/base.proto']],
    ['a method', 'acme.v1.Other.Get', ['acme/v1/other.proto']],
    ['a package', 'acme.v1', ['base/v1/base.proto', 'acme/v1/order.proto', 'acme/v1/other.proto']],
  ])('by %s come with what they import', async (_, name, expected) => {
    expect(await paths({ names: [name] })).toEqual(expected)
  })

  test('without imports hold the own files only', async () => {
    expect(await paths({ excludeImports: true })).toEqual(['acme/v1/order.proto', 'acme/v1/other.proto'])
    expect(await paths({ excludeImports: true, names: ['acme.v1.Order'] })).toEqual(['acme/v1/order.proto'])
  })

  test('by a name that nothing has are not found', async () => {
    await expect(read({ names: ['acme.v1.Order', 'acme.v1.Nothing'] })).rejects.toMatchObject({
      code: 'not_found',
      message: `acme/orders:${commit.id} has no acme.v1.Nothing`,
    })
    await expect(read({ names: Array.from({ length: 251 }, (_, n) => `a.B${n}`) })).rejects.toMatchObject({
      code: 'invalid_argument',
    })
  })

  test('of a private module are hidden from those without a token', async () => {
    const request = { ref: { id: commit.id }, names: [], excludeImports: false, sourceInfo: false }
    const asked = getDescriptorSet(context, undefined, request, new AbortController().signal)
    await expect(asked).rejects.toMatchObject({ code: 'unauthenticated' })
  })
})
