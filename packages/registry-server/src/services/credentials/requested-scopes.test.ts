import { beforeEach, describe, expect, test } from 'vitest'
import { createTestContext, makeModule, type TestContext } from '../../../testing/test-context.ts'
import type { Principal } from '../../auth/principal.ts'
import { MAX_SCOPES } from '../../limits.ts'
import type { ScopeGrant } from '../../storage/account-records.ts'
import { requestedScopes } from './requested-scopes.ts'

describe('scopes of a new credential', () => {
  let context: TestContext
  let maintainer: Principal

  beforeEach(async () => {
    context = await createTestContext()
    const { ownerId } = await makeModule(context, 'acme', 'weather')
    await makeModule(context, 'other', 'secrets')
    maintainer = {
      ...context.admin,
      userName: 'ann',
      registryRole: 'none',
      memberships: [{ organizationId: ownerId, role: 'maintainer' }],
    }
  })

  const ask = (holder: Principal, ...asked: ScopeGrant[]) => requestedScopes(context, holder, asked)
  const scope = (permission: ScopeGrant['permission'], resource = ''): ScopeGrant => ({ permission, resource })

  test('none asked for: what the credential in hand holds', async () => {
    expect(await ask({ ...maintainer, scopes: [scope('read', 'acme')] })).toEqual([scope('read', 'acme')])
  })

  test.each([
    scope('read'),
    scope('admin'),
    scope('push', 'acme'),
    scope('admin', 'acme'),
    scope('admin', 'acme/weather'),
    scope('push', 'acme/not-made-yet'),
  ])('the account may: %o', async (asked) => {
    expect(await ask(maintainer, asked)).toEqual([asked])
  })

  test.each([scope('read', 'other'), scope('push', 'other/secrets'), scope('read', 'nobody')])(
    'the account may not, and is not told whether it exists: %o',
    async (asked) => {
      await expect(ask(maintainer, asked)).rejects.toMatchObject({ code: 'permission_denied' })
      expect(await ask(context.admin, scope('read', 'other'))).toHaveLength(1)
    },
  )

  test.each([
    [scope('push', 'acme'), scope('admin', 'acme')],
    [scope('push', 'acme'), scope('push')],
    [scope('push', 'acme/weather'), scope('push', 'acme')],
    [scope('push', 'acme'), scope('push', 'acmecorp')],
    [scope('read'), scope('push')],
  ])('a credential with %o does not pass on %o', async (held, asked) => {
    await makeModule(context, 'acmecorp', 'weather')
    await expect(ask({ ...context.admin, scopes: [held] }, asked)).rejects.toMatchObject({ code: 'permission_denied' })
  })

  test('but less than it holds', async () => {
    const holder = { ...context.admin, scopes: [scope('push', 'acme')] }
    expect(await ask(holder, scope('read', 'acme/weather'))).toEqual([scope('read', 'acme/weather')])
  })

  test.each(['Acme', 'acme/', 'acme/weather/v1', '/', 'a'.repeat(5000)])('no resource: %s', async (resource) => {
    await expect(ask(context.admin, scope('read', resource))).rejects.toMatchObject({ code: 'invalid_argument' })
  })

  test('not too many', async () => {
    const many = Array.from({ length: MAX_SCOPES + 1 }, () => scope('read'))
    await expect(ask(context.admin, ...many)).rejects.toMatchObject({ code: 'invalid_argument' })
  })
})
