import { beforeEach, describe, expect, test } from 'vitest'
import { createTestContext, makeModule, type TestContext } from '../../../testing/test-context.ts'
import type { Principal } from '../../auth/principal.ts'
import { generateToken, hashToken } from '../../auth/token.ts'
import type { AccountRecord } from '../../storage/account-records.ts'
import { authenticatePassword } from '../credentials/authenticate-password.ts'
import { authenticateSessionSecret } from '../credentials/authenticate-session.ts'
import { authenticateToken } from '../credentials/authenticate-token.ts'
import { toPrincipal } from '../credentials/to-principal.ts'
import { listMembers, removeMember, setMember } from '../members.ts'
import { resolveModule } from '../resolve-module.ts'
import type { ServiceContext } from '../service-context.ts'
import { startSession } from '../sessions/start-session.ts'
import { transferModule } from '../transfer-module.ts'
import { ACCOUNT_LINK_MS, findAccountLink } from './account-links.ts'
import { deleteAccount, setAccountState, setRegistryRole } from './change-account.ts'
import { createRobot, createUser } from './create-account.ts'
import { getAccount, listAccounts } from './read-accounts.ts'
import { changePassword, redeemAccountLink, resetPassword } from './set-password.ts'
import { ensureSetupCode, isSetupOpen, redeemSetupCode } from './setup-code.ts'

const PASSWORD = 'gravel umbrella tuesday'
const OTHER = 'seven lanterns under ice'
const UNKNOWN = { code: 'unauthenticated' }
const REFUSED = { code: 'permission_denied' }

let context: TestContext
let ada: AccountRecord

/** A person with a password. */
async function makePerson(name: string): Promise<AccountRecord> {
  const { secret } = await createUser(context, context.admin, { name, registryRole: 'none' })
  return (await redeemAccountLink(context, { secret, password: PASSWORD })).account
}

/** A session, with what asks for it now. */
async function signIn(account: AccountRecord, strategy: 'cookie' | 'server-side' = 'server-side') {
  const { secret, session } = await startSession(context, {
    userId: account.id,
    strategy,
    scopes: [{ permission: 'admin', resource: '' }],
    isRemembered: false,
    absoluteTimeoutMs: undefined,
    binding: undefined,
    clientName: 'test',
    address: '192.0.2.1',
  })
  const use = () => authenticateSessionSecret(context, secret, strategy, '192.0.2.1')
  return { use, session, principal: (await use()).principal }
}

/** The same session some time after its login. */
const stale = (principal: Principal): Principal => ({
  ...principal,
  credential: { ...principal.credential, authenticatedAtMs: context.now() - 11 * 60_000 } as Principal['credential'],
})
const login = (name: string, password: string) =>
  authenticatePassword(context, { name, password, cookieHeader: undefined })
const events = async () => (await context.store.listAuditEventsAfter(0, 200)).map(({ action }) => action)

beforeEach(async () => {
  context = await createTestContext()
  ada = await makePerson('ada')
})

describe('accounts', () => {
  test('a person is invited, chooses a password once, and signs in with it', async () => {
    const { account, secret, link } = await createUser(context, context.admin, {
      name: 'grace',
      registryRole: 'writer',
    })
    expect(account).toMatchObject({ name: 'grace', userType: 'standard', registryRole: 'writer', hasPassword: false })
    expect(secret).toMatch(/^wpl_[\w-]{43}$/)
    expect(JSON.stringify(link)).not.toContain(secret)
    expect(await findAccountLink(context, secret)).toMatchObject({ purpose: 'invite', account: { name: 'grace' } })
    await expect(redeemAccountLink(context, { secret, password: 'password1234567' })).rejects.toMatchObject({
      code: 'invalid_argument',
    })
    const { account: set } = await redeemAccountLink(context, { secret, password: OTHER })
    expect(set.hasPassword).toBe(true)
    expect((await login('grace', OTHER)).account.id).toBe(account.id)
    await expect(redeemAccountLink(context, { secret, password: PASSWORD })).rejects.toMatchObject(UNKNOWN)
    expect(await events()).toEqual(
      expect.arrayContaining(['account.created', 'account.link-created', 'account.password-changed']),
    )
  })

  test('a link ends by itself, with another one, and with the account', async () => {
    const { secret } = await createUser(context, context.admin, { name: 'grace', registryRole: 'none' })
    const later: ServiceContext = { ...context, now: () => context.now() + ACCOUNT_LINK_MS }
    await expect(redeemAccountLink(later, { secret, password: OTHER })).rejects.toMatchObject(UNKNOWN)
    const { secret: first } = await resetPassword(context, context.admin, { name: 'ada' })
    const { secret: second } = await resetPassword(context, context.admin, { name: 'ada' })
    await expect(findAccountLink(context, first)).rejects.toMatchObject(UNKNOWN)
    await setAccountState(context, context.admin, { name: 'ada' }, 'disabled')
    await expect(redeemAccountLink(context, { secret: second, password: OTHER })).rejects.toMatchObject(UNKNOWN)
  })

  test('of two who use a link at once, one sets the password', async () => {
    const { secret } = await resetPassword(context, context.admin, { name: 'ada' })
    const race = await Promise.allSettled(
      [PASSWORD, OTHER].map((password) => redeemAccountLink(context, { secret, password })),
    )
    expect(race.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  test('many may use theirs from one address', async () => {
    for (let n = 0; n < 30; n++) {
      const { secret } = await resetPassword(context, context.admin, { name: 'ada' })
      await findAccountLink(context, secret)
    }
  })

  test('links cannot be tried out for long', async () => {
    const attempts = Array.from({ length: 30 }, () => findAccountLink(context, 'wpl_wrong').catch(({ code }) => code))
    expect(new Set(await Promise.all(attempts))).toEqual(new Set(['unauthenticated', 'resource_exhausted']))
  })

  test('S27: a changed password ends the other sessions, not the one that changes it', async () => {
    const mine = await signIn(ada)
    const other = await signIn(ada)
    const change = { oldPassword: PASSWORD, newPassword: OTHER }
    await expect(
      changePassword(context, mine.principal, { ...change, oldPassword: 'not the password at all' }),
    ).rejects.toMatchObject({ code: 'invalid_argument', message: 'the old password is wrong' })
    await expect(changePassword(context, mine.principal, { ...change, newPassword: 'short' })).rejects.toMatchObject({
      code: 'invalid_argument',
    })
    expect(await changePassword(context, mine.principal, change)).toBe(1)
    await mine.use()
    await expect(other.use()).rejects.toMatchObject(UNKNOWN)
    await expect(login('ada', PASSWORD)).rejects.toMatchObject(UNKNOWN)
    expect((await login('ada', OTHER)).account.id).toBe(ada.id)
  })

  test('S27: a reset password ends all sessions at once, and the old password works no more', async () => {
    const session = await signIn(ada)
    const { secret } = await resetPassword(context, context.admin, { id: ada.id })
    await expect(session.use()).rejects.toMatchObject(UNKNOWN)
    await expect(login('ada', PASSWORD)).rejects.toMatchObject(UNKNOWN)
    await redeemAccountLink(context, { secret, password: OTHER })
    expect((await login('ada', OTHER)).account.id).toBe(ada.id)
  })

  test('S32: a password is changed only by somebody who has proven lately who they are', async () => {
    const { principal } = await signIn(ada)
    await expect(
      changePassword(context, stale(principal), { oldPassword: PASSWORD, newPassword: OTHER }),
    ).rejects.toMatchObject({ ...REFUSED, message: expect.stringMatching(/^prove again who you are:/) })
  })

  test('S26: who is disabled or deleted can do nothing from that moment on, with sessions and tokens alike', async () => {
    const session = await signIn(ada)
    const cookie = await signIn(ada, 'cookie')
    const secret = generateToken()
    await context.store.insertToken(
      {
        id: context.newId(),
        userId: ada.id,
        ...hashToken(secret),
        scope: 'read',
        origin: 'issued',
        note: '',
        expiresAtMs: undefined,
      },
      context.now(),
    )
    const useToken = () => authenticateToken(context, secret)
    await useToken()
    expect(await setAccountState(context, context.admin, { name: 'ada' }, 'disabled')).toMatchObject({
      state: 'disabled',
    })
    for (const use of [session.use, cookie.use, useToken]) await expect(use()).rejects.toMatchObject(UNKNOWN)
    await expect(login('ada', PASSWORD)).rejects.toMatchObject(UNKNOWN)
    await setAccountState(context, context.admin, { name: 'ada' }, 'active')
    await expect(session.use()).rejects.toMatchObject(UNKNOWN)
    expect((await login('ada', PASSWORD)).account.id).toBe(ada.id)
    await useToken()
    const again = await signIn(ada)
    await deleteAccount(context, context.admin, { name: 'ada' })
    for (const use of [again.use, useToken]) await expect(use()).rejects.toMatchObject(UNKNOWN)
    await expect(login('ada', PASSWORD)).rejects.toMatchObject(UNKNOWN)
    const { account: next } = await createUser(context, context.admin, { name: 'ada', registryRole: 'none' })
    expect(next.id).not.toBe(ada.id)
    expect(await getAccount(context, context.admin, { id: ada.id })).toMatchObject({ state: 'deleted' })
    expect(
      (await listAccounts(context, context.admin, { pageSize: 0, pageToken: '', descending: true })).items,
    ).toEqual(expect.not.arrayContaining([expect.objectContaining({ id: ada.id })]))
  })

  test('the last administrator stays one', async () => {
    const refused = { code: 'failed_precondition' }
    const admin = { name: 'admin' }
    await expect(setAccountState(context, context.admin, admin, 'disabled')).rejects.toMatchObject(refused)
    await expect(setRegistryRole(context, context.admin, admin, 'none')).rejects.toMatchObject(refused)
    await expect(deleteAccount(context, context.admin, admin)).rejects.toMatchObject(refused)
  })

  test('S16, S34: another role holds at once, and sessions from before it are over', async () => {
    await makeModule(context, 'acme', 'secret', 'private')
    const ref = { owner: 'acme', module: 'secret' }
    const before = await signIn(ada)
    await expect(resolveModule(context, before.principal, ref)).rejects.toMatchObject({ code: 'not_found' })
    await setRegistryRole(context, context.admin, { name: 'ada' }, 'reader')
    await expect(before.use()).rejects.toMatchObject(UNKNOWN)
    const after = await signIn(ada)
    expect(after.session.id).not.toBe(before.session.id)
    await resolveModule(context, after.principal, ref)
    await setRegistryRole(context, context.admin, { name: 'ada' }, 'none')
    const tokenPrincipal = toPrincipal(
      await context.store.findAccount(ada.id),
      [{ permission: 'admin', resource: '' }],
      { kind: 'token', tokenId: 't' },
    )
    await expect(resolveModule(context, tokenPrincipal, ref)).rejects.toMatchObject({ code: 'not_found' })
  })

  test('only administrators manage accounts; everybody sees their own', async () => {
    const { principal } = await signIn(ada)
    expect(await getAccount(context, principal, undefined)).toMatchObject({ id: ada.id })
    expect(await getAccount(context, principal, { name: 'ada' })).toMatchObject({ id: ada.id })
    const person = { name: 'x-man', registryRole: 'admin' } as const
    for (const attempt of [
      () => getAccount(context, principal, { name: 'admin' }),
      () => listAccounts(context, principal, { pageSize: 0, pageToken: '', descending: true }),
      () => createUser(context, principal, person),
      () => createRobot(context, principal, person),
      () => resetPassword(context, principal, { name: 'admin' }),
      () => setAccountState(context, principal, { name: 'admin' }, 'disabled'),
      () => setRegistryRole(context, principal, { name: 'ada' }, 'admin'),
      () => deleteAccount(context, principal, { name: 'admin' }),
    ]) {
      await expect(attempt()).rejects.toMatchObject(REFUSED)
    }
  })

  test('a robot has no password, and gets no link', async () => {
    const robot = await createRobot(context, context.admin, { name: 'nightly', registryRole: 'reader' })
    expect(robot).toMatchObject({ userType: 'machine', hasPassword: false })
    await expect(resetPassword(context, context.admin, { name: 'nightly' })).rejects.toMatchObject({
      code: 'failed_precondition',
    })
    await expect(createRobot(context, context.admin, { name: 'ada', registryRole: 'none' })).rejects.toMatchObject({
      code: 'already_exists',
    })
  })
})

describe('the first administrator', () => {
  const file = () => {
    let code: string | undefined
    const save = async (text: string) => {
      code = text
    }
    return { read: async () => code, save }
  }

  test('S50: comes in by a one-time code, which is kept over a restart, and used once', async () => {
    const setup = file()
    expect(await isSetupOpen(context)).toBe(true)
    expect(await ensureSetupCode(context, context.admin.userId, setup)).toBe(true)
    const code = (await setup.read()) ?? ''
    expect(await ensureSetupCode(context, context.admin.userId, setup)).toBe(true)
    expect(await setup.read()).toBe(code)
    const removed: string[] = []
    const served = { ...context, removeSetupCode: async () => void removed.push(code) }
    await expect(
      redeemSetupCode(served, { code, name: 'ada', password: OTHER }),
      'the name is taken',
    ).rejects.toMatchObject({ code: 'already_exists' })
    await expect(redeemSetupCode(served, { code: 'wpl_no', name: 'root', password: OTHER })).rejects.toMatchObject(
      UNKNOWN,
    )
    const { account } = await redeemSetupCode(served, { code, name: ' Root ', password: OTHER })
    expect(account).toMatchObject({ name: 'root', registryRole: 'admin', hasPassword: true })
    expect((await login('root', OTHER)).account.id).toBe(account.id)
    expect(removed).toEqual([code])
    await expect(redeemSetupCode(served, { code, name: 'eve', password: OTHER })).rejects.toMatchObject(UNKNOWN)
    expect(await ensureSetupCode(context, context.admin.userId, setup)).toBe(false)
    expect(await isSetupOpen(context)).toBe(false)
  })

  test('S50: each server has a code of its own, and the first one that is used voids the others', async () => {
    const [one, two] = [file(), file()]
    for (const own of [one, two]) expect(await ensureSetupCode(context, context.admin.userId, own)).toBe(true)
    const [code = '', other = ''] = [await one.read(), await two.read()]
    await redeemSetupCode(context, { code, name: 'root', password: OTHER })
    await expect(redeemSetupCode(context, { code: other, name: 'eve', password: OTHER })).rejects.toMatchObject(UNKNOWN)
  })

  test('S50: may be the account that the command line speaks for', async () => {
    const setup = file()
    await ensureSetupCode(context, context.admin.userId, setup)
    const code = (await setup.read()) ?? ''
    const { account } = await redeemSetupCode(context, { code, name: 'admin', password: OTHER })
    expect(account.id).toBe(context.admin.userId)
  })

  test('S50: a link for another purpose is no code, and a code is no link', async () => {
    const setup = file()
    await ensureSetupCode(context, context.admin.userId, setup)
    const code = (await setup.read()) ?? ''
    await expect(redeemAccountLink(context, { secret: code, password: OTHER })).rejects.toMatchObject(UNKNOWN)
    const { secret } = await resetPassword(context, context.admin, { name: 'ada' })
    await expect(redeemSetupCode(context, { code: secret, name: 'eve', password: OTHER })).rejects.toMatchObject(
      UNKNOWN,
    )
  })
})

describe('members', () => {
  const acme = { name: 'acme' }
  const page = { pageSize: 0, pageToken: '', descending: false }
  const set = (role: 'owner' | 'maintainer' | 'writer' | 'reader', who = 'ada', caller: Principal = context.admin) =>
    setMember(context, caller, acme, { user: { name: who }, role })

  beforeEach(async () => {
    await context.store.createOrganizations(
      [{ id: context.newId(), name: 'acme', description: '', url: '', firstMemberId: context.admin.userId }],
      context.now(),
    )
    await makeModule(context, 'acme', 'secret', 'private')
  })

  test('S16, S34: a role in an organization holds at once, and ends the member`s sessions', async () => {
    const before = await signIn(ada)
    await expect(listMembers(context, before.principal, acme, page)).rejects.toMatchObject(REFUSED)
    await set('writer')
    await expect(before.use()).rejects.toMatchObject(UNKNOWN)
    const writer = await signIn(ada)
    expect((await listMembers(context, writer.principal, acme, page)).items).toMatchObject([
      { userName: 'admin', role: 'owner' },
      { userName: 'ada', role: 'writer' },
    ])
    await resolveModule(context, writer.principal, { owner: 'acme', module: 'secret' })
    // The same role again changes nothing.
    await set('writer')
    await writer.use()
    await removeMember(context, context.admin, acme, { name: 'ada' })
    await expect(writer.use()).rejects.toMatchObject(UNKNOWN)
    expect(await events()).toEqual(expect.arrayContaining(['member.added', 'member.removed']))
  })

  test('an owner manages members, others do not; everybody may leave, but for the last owner', async () => {
    await set('maintainer')
    const maintainer = await signIn(ada)
    await makePerson('grace')
    await expect(set('reader', 'grace', maintainer.principal)).rejects.toMatchObject(REFUSED)
    await expect(set('owner', 'ada', maintainer.principal)).rejects.toMatchObject(REFUSED)
    await set('owner')
    const owner = await signIn(ada)
    await set('reader', 'grace', owner.principal)
    await removeMember(context, owner.principal, acme, { name: 'admin' })
    await expect(removeMember(context, owner.principal, acme, { name: 'ada' })).rejects.toMatchObject({
      code: 'failed_precondition',
    })
    await set('owner', 'grace', owner.principal)
    await removeMember(context, owner.principal, acme, { name: 'ada' })
    await owner.use()
  })

  test('S32: members are changed only by somebody who has proven lately who they are', async () => {
    await set('owner')
    const { principal } = await signIn(ada)
    await expect(set('reader', 'admin', stale(principal))).rejects.toMatchObject(REFUSED)
  })

  test('S33: a module is transferred by who owns it on both sides, and lately proved who they are', async () => {
    await set('maintainer')
    const transfer = (caller: Principal, to: string) =>
      transferModule(context, caller, { owner: 'acme', module: 'secret' }, { name: to })
    await expect(transfer((await signIn(ada)).principal, 'ada')).rejects.toMatchObject(REFUSED)
    await set('owner')
    const { principal } = await signIn(ada)
    await expect(transfer(principal, 'admin')).rejects.toMatchObject(REFUSED)
    await expect(transfer(stale(principal), 'ada')).rejects.toMatchObject(REFUSED)
    expect(await transfer(principal, 'ada')).toMatchObject({ ownerName: 'ada', name: 'secret' })
    expect(await events()).toContain('module.transferred')
  })
})
