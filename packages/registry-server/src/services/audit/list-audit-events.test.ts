import { beforeEach, describe, expect, test } from 'vitest'
import { createTestContext, type TestContext } from '../../../testing/test-context.ts'
import { recordEvent } from '../../audit/record-event.ts'
import { listAuditEvents } from './list-audit-events.ts'

const ALL = { actorId: '', action: '', targetId: '', fromMs: undefined, toMs: undefined }
const PAGE = { pageSize: 2, pageToken: '', descending: true }

describe('the list of events', () => {
  let context: TestContext
  beforeEach(async () => {
    context = await createTestContext()
    const target = { kind: 'module', id: 'b'.repeat(32), name: 'acme/orders' } as const
    await recordEvent(context, { action: 'module.created', actor: context.admin, target })
    await recordEvent(context, { action: 'module.deleted', actor: context.admin, target })
    await recordEvent(context, { action: 'webhook.created', actor: undefined })
  })

  test('is the newest first, in pages, for administrators', async () => {
    const { items, next } = await listAuditEvents(context, context.admin, ALL, PAGE)
    expect(items.map(({ action }) => action)).toEqual(['webhook.created', 'module.deleted'])
    expect(next?.id).toMatch(/^[0-9]{32}$/)
    const one = await listAuditEvents(context, context.admin, { ...ALL, action: 'module.created' }, PAGE)
    expect(one.items).toMatchObject([{ actorName: 'admin', targetName: 'acme/orders', credentialId: 'process' }])
  })

  test('is for nobody else', async () => {
    await expect(listAuditEvents(context, context.pusher, ALL, PAGE)).rejects.toMatchObject({
      code: 'permission_denied',
    })
    await expect(listAuditEvents(context, undefined, ALL, PAGE)).rejects.toMatchObject({ code: 'unauthenticated' })
  })

  test('refuses an action that there is not, and names those that there are', async () => {
    const listed = listAuditEvents(context, context.admin, { ...ALL, action: 'module.eaten' }, PAGE)
    await expect(listed).rejects.toMatchObject({
      code: 'invalid_argument',
      message: expect.stringContaining('module.deleted'),
    })
  })
})
