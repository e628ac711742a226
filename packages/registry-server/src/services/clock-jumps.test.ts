import { expect, test } from 'vitest'
import { createTestContext, makeModule, pushModule, type TestContext } from '../../testing/test-context.ts'
import { getGraph } from './get-graph.ts'
import { listCommits } from './list-commits.ts'
import { verifyStore } from './verify-store.ts'

const DAY_MS = 86_400_000

/** A registry whose clock can be set. */
async function createContext(): Promise<{ context: TestContext; clock: { nowMs: number } }> {
  const clock = { nowMs: Date.UTC(2026, 5, 1) }
  return { context: await createTestContext({ now: () => clock.nowMs }), clock }
}

const base = (fields: string) => ({
  'base.proto': `syntax = "proto3";\npackage base;\nmessage M { string a = 1; ${fields}}\n`,
})
const page = { pageSize: 10, pageToken: '', descending: true }

test.each([
  ['back by a day', -DAY_MS],
  ['forth by ten years', 3650 * DAY_MS],
  ['not at all', 0],
])('a clock that goes %s between two pushes', async (_, jumpMs) => {
  const { context, clock } = await createContext()
  const module = await makeModule(context, 'acme', 'base')
  const push = (fields: string) => pushModule(context, context.pusher, { module: 'base', files: base(fields) })
  const first = await push('')
  clock.nowMs += jumpMs
  const second = await push('string b = 2; ')
  clock.nowMs -= jumpMs
  const third = await push('string b = 2; string c = 3; ')

  const label = await context.store.findLabelByName(module.id, 'main')
  expect(label?.commitId).toBe(third.id)
  const resource = { owner: 'acme', module: 'base', label: 'main', ref: undefined }
  const history = await listCommits(context, context.reader, { resource, idPrefix: '' }, page)
  expect(history.items.map(({ id }) => id)).toEqual([third.id, second.id, first.id])
  const all = { owner: 'acme', module: 'base', label: undefined, ref: undefined }
  const commits = await listCommits(context, context.reader, { resource: all, idPrefix: '' }, page)
  expect(commits.items.map(({ id }) => id).sort()).toEqual([first.id, second.id, third.id].sort())
  expect((await getGraph(context, context.reader, [resource])).commits.map(({ id }) => id)).toEqual([third.id])
  expect(await verifyStore(context)).toMatchObject({ commits: 3, problems: [] })
})
