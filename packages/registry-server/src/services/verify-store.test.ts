import { expect, test } from 'vitest'
import { createTestContext, makeModule, pushModule } from '../../testing/test-context.ts'
import { HEAD_SYMBOLS_VERSION } from '../symbols/head-symbols.ts'
import { verifyStore } from './verify-store.ts'

const PAGE = { size: 10, descending: true, after: undefined }

test('finds what is missing and what was changed', async () => {
  const context = await createTestContext()
  await makeModule(context, 'acme', 'base')
  const files = { 'a.proto': 'syntax = "proto3";\n', 'b.proto': 'syntax = "proto3";\nmessage B {}\n' }
  const commit = await pushModule(context, context.pusher, { module: 'base', files })
  expect(await verifyStore(context)).toEqual({ commits: 1, blobs: 3, problems: [] })
  const [first, second] = [...context.blobs.blobs.keys()].filter((key) => key !== commit.filesDigest)
  context.blobs.blobs.delete(first ?? '')
  context.blobs.blobs.set(second ?? '', Buffer.from('changed'))
  const { problems } = await verifyStore(context)
  expect(problems).toHaveLength(2)
  expect(problems.join()).toMatch(/missing.*damaged|damaged.*missing/)
})

test('finds an index that is not what the files say, and decisions about nothing', async () => {
  const context = await createTestContext()
  const module = await makeModule(context, 'acme', 'base')
  const files = { 'a.proto': 'syntax = "proto3";\nmessage A { B b = 1; }\nmessage B {}\n' }
  const commit = await pushModule(context, context.pusher, { module: 'base', files })
  expect((await verifyStore(context)).problems).toEqual([])
  const rows = { declared: '[["message","X","","a.proto","x"]]', used: '[]' }
  await context.store.replaceHeadSymbols({ moduleId: module.id, commitId: commit.id }, rows, HEAD_SYMBOLS_VERSION)
  const [decision] = (await context.store.listDecisions({ moduleId: module.id, commitId: undefined }, PAGE)).items
  if (decision === undefined) throw new Error('nothing was decided')
  await context.store.insertDecisions([{ ...decision, id: context.newId(), commitId: 'f'.repeat(32) }], context.now())
  await context.store.setPolicy({ level: 'module', id: module.id }, '{', context.admin.userId, context.now())
  expect((await verifyStore(context)).problems).toEqual([
    expect.stringContaining('cannot be read'),
    'module acme/base: the index of what its default head has declared is not what its files say',
    'module acme/base: the index of what its default head has used is not what its files say',
    expect.stringMatching(/^module acme\/base: the decision [0-9a-f]{32} accepted a commit that is not there$/),
  ])
})
