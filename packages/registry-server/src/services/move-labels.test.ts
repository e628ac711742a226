import { beforeEach, describe, expect, test } from 'vitest'
import { createTestContext, makeModule, pushModule, type TestContext } from '../../testing/test-context.ts'
import { listLabels, setLabelsArchived } from './labels.ts'
import { moveLabels } from './move-labels.ts'

const files = (type: string) => ({ 'a.proto': `syntax = "proto3";\nmessage A { ${type} x = 1; }\n` })
const signal = new AbortController().signal

describe('moving labels', () => {
  let context: TestContext
  let first: string
  let breaking: string
  beforeEach(async () => {
    context = await createTestContext()
    await makeModule(context, 'acme', 'base')
    first = (await pushModule(context, context.pusher, { module: 'base', files: files('int32') })).id
    const dev = { module: 'base', files: files('string'), labels: ['dev'] }
    breaking = (await pushModule(context, context.pusher, dev)).id
  })
  const label = (name: string) => ({ owner: 'acme', module: 'base', label: name })
  const move = (name: string, commitId: string) =>
    moveLabels(context, context.pusher, [{ label: label(name), commitId }], signal)

  test('makes new ones, and holds existing ones to the policy', async () => {
    expect((await move('v1.0', first))[0]).toMatchObject({ name: 'v1.0', commitId: first })
    await expect(move('main', breaking)).rejects.toMatchObject({ code: 'failed_precondition' })
    await expect(move('dev', first)).rejects.toMatchObject({ code: 'failed_precondition' })
    await expect(move('main', first)).resolves.toHaveLength(1)
  })

  test('an archived label is no way around it', async () => {
    await setLabelsArchived(context, context.pusher, [label('dev')], true)
    await expect(move('dev', first)).rejects.toMatchObject({ code: 'failed_precondition' })
    const [moved] = await move('dev', breaking)
    expect(moved?.archivedAtMs).toBeUndefined()
  })

  test('only to commits of the module, by those who may', async () => {
    await expect(move('main', 'f'.repeat(32))).rejects.toMatchObject({ code: 'not_found' })
    await expect(move('a:b', first)).rejects.toMatchObject({ code: 'invalid_argument' })
    const request = [{ label: label('main'), commitId: first }]
    await expect(moveLabels(context, context.reader, request, signal)).rejects.toMatchObject({
      code: 'permission_denied',
    })
  })

  test('labels of a commit', async () => {
    await move('v1.0', first)
    const filter = {
      resource: { owner: 'acme', module: 'base', label: undefined, ref: first },
      nameContains: '',
      archived: false,
      orderBy: 'created',
    } as const
    const page = { pageSize: 0, pageToken: '', descending: false }
    const found = await listLabels(context, context.reader, filter, page)
    expect(found.items.map(({ name }) => name)).toEqual(['main', 'v1.0'])
  })
})
