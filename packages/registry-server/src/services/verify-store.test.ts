import { expect, test } from 'vitest'
import { createTestContext, makeModule, pushModule } from '../../testing/test-context.ts'
import { verifyStore } from './verify-store.ts'

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
