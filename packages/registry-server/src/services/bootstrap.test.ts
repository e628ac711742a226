import { describe, expect, test } from 'vitest'
import { createTestContext } from '../../testing/test-context.ts'
import { authenticate } from './authenticate.ts'
import { ensureAdmin, ensureSessionModule } from './bootstrap.ts'

const TOKEN = 'an-operator-token-of-enough-random-characters'

describe('the first start', () => {
  test('saves one token, which works; the second start saves none', async () => {
    const context = await createTestContext()
    const saved: string[] = []
    const saveToken = async (token: string) => void saved.push(token)
    const first = await ensureAdmin(context, { environmentToken: undefined, saveToken })
    expect(first.savedToken).toBe(true)
    expect((await ensureAdmin(context, { environmentToken: undefined, saveToken })).savedToken).toBe(false)
    expect(saved).toHaveLength(1)
    expect(await authenticate(context, `Bearer ${saved[0]}`, '')).toMatchObject({ userName: 'admin', scope: 'admin' })
    const basic = Buffer.from(`anybody:${saved[0]}`).toString('base64')
    expect(await authenticate(context, `Basic ${basic}`, '')).toMatchObject({ userName: 'admin' })
  })

  test('a token that cannot be saved is not valid either', async () => {
    const context = await createTestContext()
    let token = ''
    const saveToken = async (made: string) => {
      token = made
      throw new Error('disk full')
    }
    await expect(ensureAdmin(context, { environmentToken: undefined, saveToken })).rejects.toThrow('disk full')
    await expect(authenticate(context, `Bearer ${token}`, '')).rejects.toMatchObject({ code: 'unauthenticated' })
  })

  test("the operator's token is valid while it is given, and none is saved", async () => {
    const context = await createTestContext()
    const saved: string[] = []
    const saveToken = async (token: string) => void saved.push(token)
    await ensureAdmin(context, { environmentToken: TOKEN, saveToken })
    expect(await authenticate(context, `Bearer ${TOKEN}`, '')).toMatchObject({ scope: 'admin' })
    expect(saved).toEqual([])
    await ensureAdmin(context, { environmentToken: undefined, saveToken })
    await expect(authenticate(context, `Bearer ${TOKEN}`, '')).rejects.toMatchObject({ code: 'unauthenticated' })
    expect(saved).toHaveLength(1)
  })

  test('is told to the audit log: tokens that become valid, the module and its version', async () => {
    const context = await createTestContext()
    const saveToken = async () => {}
    for (const environmentToken of [TOKEN, TOKEN, undefined]) {
      const { admin } = await ensureAdmin(context, { environmentToken, saveToken })
      await ensureSessionModule(context, admin)
    }
    const events = await context.store.listAuditEventsAfter(0, 100)
    expect(events.map(({ action, targetName, credentialId }) => [action, targetName, credentialId])).toEqual([
      ['token.created', 'environment', 'process'],
      ['module.created', 'wireproof/session', 'process'],
      ['commit.pushed', 'wireproof/session', 'process'],
      ['label.moved', 'wireproof/session', 'process'],
      ['token.created', 'first start', 'process'],
    ])
  })

  test('registers the session module, once', async () => {
    const context = await createTestContext()
    await ensureSessionModule(context, context.admin)
    await ensureSessionModule(context, context.admin)
    const module = await context.store.findModuleByName('wireproof', 'session')
    expect(module?.visibility).toBe('public')
    expect(await context.store.listCommitIds('', 10)).toHaveLength(1)
  })
})

describe('authentication', () => {
  test.each([
    '',
    'Bearer',
    'Bearer ',
    'Bearer short',
    `Digest ${TOKEN}`,
    `Bearer ${TOKEN}`,
    'Basic !!!',
    `Bearer a ${TOKEN}`,
  ])('the header "%s" is refused', async (header) => {
    const context = await createTestContext()
    await expect(authenticate(context, header, '')).rejects.toMatchObject({ code: 'unauthenticated' })
  })

  test('no header is nobody', async () => {
    expect(await authenticate(await createTestContext(), undefined, '')).toBeUndefined()
  })
})
