import { pino } from 'pino'
import { beforeAll, describe, expect, test } from 'vitest'
// @ts-expect-error: the script is plain JavaScript.
import { API_EXAMPLES } from '../../../../scripts/api-examples.mjs'
import { createTestContext, type TestContext } from '../../testing/test-context.ts'
import { createApp } from '../app.ts'
import { type AccessRule, ROUTES, RULES } from '../auth/access-table.ts'
import { includesPermission } from '../auth/principal.ts'
import { generateToken, hashToken } from '../auth/token.ts'
import { startSession } from '../services/sessions/start-session.ts'
import type { MemberRole, RegistryRole } from '../storage/account-records.ts'
import type { Scope } from '../storage/records.ts'

const EXAMPLES = API_EXAMPLES as readonly (readonly [method: string, body: object])[]
/** The organization of the examples. */
const ORGANIZATION = 'acme'

/** Who calls, weakest first. Undefined in `scope`: without a credential. */
interface Kind {
  readonly name: string
  readonly registryRole: RegistryRole
  readonly memberRole?: MemberRole
  readonly scope?: Scope
  /** Where the scope holds. */
  readonly resource: string
}

const everywhere = { registryRole: 'none', scope: 'admin', resource: '' } as const
const administrator = { registryRole: 'admin', resource: '' } as const
const KINDS: readonly Kind[] = [
  { name: 'nobody', registryRole: 'none', resource: '' },
  { ...everywhere, name: 'stranger' },
  { ...everywhere, name: 'reader of all', registryRole: 'reader' },
  { ...everywhere, name: 'member: reader', memberRole: 'reader' },
  { ...everywhere, name: 'writer of all', registryRole: 'writer' },
  { ...everywhere, name: 'member: writer', memberRole: 'writer' },
  { ...everywhere, name: 'member: maintainer', memberRole: 'maintainer' },
  { ...everywhere, name: 'member: owner', memberRole: 'owner' },
  { ...administrator, name: 'administrator, read', scope: 'read' },
  { ...administrator, name: 'administrator, push', scope: 'push' },
  { ...administrator, name: 'administrator, another owner', scope: 'admin', resource: 'other' },
  { ...administrator, name: 'administrator, this owner', scope: 'admin', resource: ORGANIZATION },
  { ...administrator, name: 'administrator', scope: 'admin' },
]

const RANK = { none: 0, read: 1, push: 2, maintain: 3, own: 4 } as const
const OF_ROLE = { none: 0, reader: 1, writer: 2, maintainer: 3, owner: 4, admin: 4 } as const
const OF_SCOPE = { read: 1, push: 2, admin: 4 } as const

/** What the table says, read by itself: the right is the lesser of what the account and what the credential gives. */
function isAllowed(rule: AccessRule, kind: Kind, visibility: 'public' | 'private'): boolean {
  if (rule.who === 'anyone') {
    return rule.on === 'nothing' || visibility === 'public' || rankOf(kind) >= RANK[rule.right]
  }
  if (kind.scope === undefined) return false
  if (rule.permission !== 'none' && !includesPermission(kind.scope, rule.permission)) return false
  switch (rule.on) {
    case 'registry':
      return kind.registryRole === 'admin' && kind.resource === '' && OF_SCOPE[kind.scope] >= RANK[rule.right]
    case 'owner':
      return rankOf(kind) >= RANK[rule.right]
    case 'module':
      return rankOf(kind) >= RANK[rule.right] || (visibility === 'public' && rule.right === 'read')
    default:
      return true
  }
}

/** The rank of the right on the organization and what it owns. */
function rankOf({ registryRole, memberRole, scope, resource }: Kind): number {
  if (scope === undefined || (resource !== '' && resource !== ORGANIZATION)) return 0
  return Math.min(Math.max(OF_ROLE[registryRole], OF_ROLE[memberRole ?? 'none']), OF_SCOPE[scope])
}

/** Methods whose example asks for more than their rule, because of what it asks for. */
const STRICTER: ReadonlyMap<string, AccessRule> = new Map(
  // For a robot, and about somebody else.
  ['wireproof.registry.v1.TokenService/CreateToken', 'wireproof.session.v1.AccountService/GetAccount'].map((method) => [
    method,
    RULES.get('wireproof.session.v1.AccountService/ListAccounts') as AccessRule,
  ]),
)

describe.each(['public', 'private'] as const)(
  'scope escalation on every method, what is asked for being %s',
  (visibility) => {
    let context: TestContext
    let app: ReturnType<typeof createApp>
    let staleApp: ReturnType<typeof createApp>
    const tokens = new Map<string, string>()
    const dead = new Map<string, string>()
    const users = new Map<string, string>()
    let session = ''
    const ids = new Map<string, string>()

    beforeAll(async () => {
      const unlimited = { count: async () => {}, takeBack: async () => {}, forget: async () => {} }
      context = await createTestContext({ limiter: unlimited, publicOrigin: 'http://localhost:8080' })
      const deps = {
        log: pino({ level: 'silent' }),
        version: '1.2.3',
        trustedProxies: undefined,
        publicOrigin: 'http://localhost:8080',
        readiness: async () => ({ database: true, workers: true, accepting: true }),
      }
      app = createApp({ ...deps, context })
      staleApp = createApp({ ...deps, context: { ...context, now: () => context.now() + 11 * 60_000 } })
      for (const [index, kind] of KINDS.entries()) {
        if (kind.scope === undefined) continue
        const account = await makeAccount(`kind-${index}`, kind.registryRole)
        users.set(kind.name, account)
        tokens.set(kind.name, await makeToken(account, kind.scope, kind.resource))
      }
      const gone = await makeAccount('disabled', 'admin')
      dead.set('of a disabled account', await makeToken(gone, 'admin', ''))
      await context.store.changeAccount(gone, { state: 'disabled' }, context.now())
      const deleted = await makeAccount('deleted', 'admin')
      dead.set('of a deleted account', await makeToken(deleted, 'admin', ''))
      await context.store.deleteAccount(deleted, context.now())
      dead.set('expired', await makeToken(users.get('administrator') ?? '', 'admin', '', 1))
      dead.set('unknown', generateToken())
      const started = await startSession(context, {
        userId: users.get('administrator') ?? '',
        strategy: 'server-side',
        scopes: [{ permission: 'admin', resource: '' }],
        isRemembered: false,
        absoluteTimeoutMs: undefined,
        binding: undefined,
        clientName: '',
        address: '',
      })
      session = started.secret
      return () => context.store.close()
    })

    async function makeAccount(name: string, registryRole: RegistryRole): Promise<string> {
      const account = { id: context.newId(), name, userType: 'standard', registryRole } as const
      return (await context.store.createAccount(account, context.now())).id
    }

    async function makeToken(userId: string, scope: Scope, resource: string, lifeMs?: number): Promise<string> {
      const secret = generateToken()
      const expiresAtMs = lifeMs === undefined ? undefined : context.now() + lifeMs
      const token = {
        id: context.newId(),
        userId,
        ...hashToken(secret),
        scope,
        origin: 'issued',
        note: '',
        expiresAtMs,
      } as const
      await context.store.insertToken({ ...token, scopes: [{ permission: scope, resource }] }, context.now())
      return secret
    }

    async function call(
      method: string,
      body: object,
      secret: string | undefined,
      to = app,
    ): Promise<{ status: number; body: Record<string, unknown> }> {
      const text = JSON.stringify(body)
        .replace(/\b(?:LINK_SECRET|[A-Z]+(?:_[A-Z]+)*_ID)\b/g, (word) => ids.get(word) ?? word)
        .replaceAll('VISIBILITY_PUBLIC', `VISIBILITY_${visibility.toUpperCase()}`)
      const response = await to.request(`/${method}`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(secret === undefined ? {} : { authorization: `Bearer ${secret}` }),
        },
        body: text,
      })
      return { status: response.status, body: (await response.json()) as Record<string, unknown> }
    }

    /** Ids for the calls that follow. */
    async function remember(method: string, body: Record<string, unknown>): Promise<void> {
      const idOf = (value: unknown) => (value as { id?: string } | undefined)?.id ?? ''
      const first = (list: unknown) => idOf((list as unknown[] | undefined)?.[0])
      const upload = /^buf\.registry\.(\w+)\.v1(?:beta1)?\.UploadService\/Upload$/.exec(method)
      if (upload !== null)
        ids.set(upload[1] === 'module' ? 'COMMIT_ID' : `${upload[1]?.toUpperCase()}_COMMIT_ID`, first(body.commits))
      if (method.endsWith('/CreateToken')) ids.set('TOKEN_ID', idOf(body.token))
      if (method.endsWith('/CreateWebhook')) {
        ids.set('WEBHOOK_ID', idOf(body.webhook))
        const file = 'syntax = "proto3";\npackage acme.orders.v1;\nmessage Order { int64 price = 1; int64 tax = 2; }\n'
        const content = {
          moduleRef: { name: { owner: ORGANIZATION, module: 'orders' } },
          files: [{ path: 'acme/orders/v1/order.proto', content: Buffer.from(file).toString('base64') }],
        }
        const administrator = tokens.get('administrator')
        await call('buf.registry.module.v1.UploadService/Upload', { contents: [content] }, administrator)
        const list = 'wireproof.registry.v1.WebhookService/ListWebhookDeliveries'
        const { body: told } = await call(list, { webhookId: ids.get('WEBHOOK_ID') }, administrator)
        ids.set('DELIVERY_ID', first(told.deliveries))
      }
      if (method.endsWith('/CreateTrustRule')) ids.set('TRUST_RULE_ID', idOf(body.trustRule))
      if (method.endsWith('/ResetPassword')) {
        ids.set('LINK_SECRET', (body.link as { url?: string } | undefined)?.url?.split('#')[1] ?? '')
      }
      if (method.endsWith('/CreateOrganizations')) {
        for (const kind of KINDS) {
          const userId = users.get(kind.name)
          if (kind.memberRole === undefined || userId === undefined) continue
          await context.store.setMember(first(body.organizations), { userId, role: kind.memberRole }, context.now())
        }
      }
    }

    test('who may not call a method at all is refused whatever is asked for', async () => {
      const surprises: object[] = []
      for (const [method, rule] of RULES) {
        if (rule.who === 'anyone') continue
        const refusals: [secret: string | undefined, status: number, to?: typeof app][] = [[undefined, 401]]
        for (const { name, scope } of KINDS) {
          if (scope === undefined || rule.permission === 'none' || includesPermission(scope, rule.permission)) continue
          refusals.push([tokens.get(name), 403])
        }
        if (rule.fresh) refusals.push([session, 403, staleApp])
        for (const [secret, status, to] of refusals) {
          const answer = await call(method, {}, secret, to)
          if (answer.status !== status) surprises.push({ method, ...answer })
        }
      }
      expect(surprises).toEqual([])
    })

    test('S32, S33, S60: each caller may do what the table says, and nothing else', { timeout: 60_000 }, async () => {
      const surprises: object[] = []
      for (const [method, body] of EXAMPLES) {
        const rule = RULES.get(method)
        if (rule === undefined) throw new Error(`${method} has no rule`)
        const asked = STRICTER.get(method) ?? rule
        // Who signs in, or has nothing but a link, is not asked for anything else.
        const isForNewcomers = rule.who === 'anyone' && method.startsWith('wireproof.session.')
        for (const [what, secret] of isForNewcomers ? [] : dead) {
          const answer = await call(method, body, secret)
          if (answer.status !== 401) surprises.push({ method, credential: what, ...answer })
        }
        if (rule.fresh) {
          const answer = await call(method, body, session, staleApp)
          const isRefused = answer.status === 403 && String(answer.body.message).startsWith('prove again who you are:')
          if (!isRefused) surprises.push({ method, credential: 'a session that has grown stale', ...answer })
        }
        for (const kind of KINDS.filter((one) => !isAllowed(asked, one, visibility))) {
          const answer = await call(method, body, tokens.get(kind.name))
          if (!isRefusal(answer, kind, isHidden(method, visibility)))
            surprises.push({ method, refused: kind.name, ...answer })
        }
        // Whoever reads changes nothing for those behind: all may try. Of the others, the weakest.
        const allowed = KINDS.filter((one) => isAllowed(asked, one, visibility))
        const isReading = rule.right === 'read' || rule === RULES.get('buf.registry.owner.v1.UserService/ListUsers')
        const answers = []
        let last: Awaited<ReturnType<typeof call>> | undefined
        for (const kind of isReading ? allowed : allowed.slice(0, 1)) {
          last = await call(method, body, tokens.get(kind.name))
          answers.push({ method, allowed: kind.name, ...last })
        }
        // The last and strongest has all rights: what is hidden from another one is not from this.
        surprises.push(
          ...answers.filter(({ status, body: { message } }) => {
            // The password or secret in the request is wrong; it is not that one had to be signed in.
            if (isForNewcomers && status === 401) return String(message).startsWith('this needs')
            return status === 401 || status === 403 || (isReading && status !== last?.status)
          }),
        )
        if (last?.status !== 200) last = await call(method, body, tokens.get('administrator'))
        await remember(method, last.body)
      }
      expect(surprises).toEqual([])
    })
  },
)

/** Lists that name nothing show nothing; what is hidden does not exist, to those who are known. */
function isRefusal(
  { status, body }: { status: number; body: Record<string, unknown> },
  kind: Kind,
  mayBeHidden: boolean,
): boolean {
  if (kind.scope === undefined) return status === 401 || (status === 200 && isEmpty(body))
  if (status === 403) return true
  return (status === 404 && mayBeHidden) || (status === 200 && isEmpty(body))
}

/** Webhooks are nobody's business but of those who keep them. */
function isHidden(method: string, visibility: 'public' | 'private'): boolean {
  return visibility === 'private' || method.startsWith('wireproof.registry.v1.WebhookService/')
}

function isEmpty(body: Record<string, unknown>): boolean {
  return Object.values(body).every((value) => value === '' || (Array.isArray(value) && value.length === 0))
}

describe('the table', () => {
  const served = async () => {
    const context = await createTestContext()
    const app = createApp({
      context,
      log: pino({ level: 'silent' }),
      version: '1.2.3',
      trustedProxies: undefined,
      publicOrigin: 'http://localhost:8080',
      readiness: async () => ({ database: true, workers: true, accepting: true }),
    })
    return { app, routes: app.routes.filter(({ method }) => method !== 'ALL') }
  }
  const isMethod = (path: string) => /^\/[\w.]+\/\w+$/.test(path) && path.includes('Service/')

  test('has a rule for every method of every service, and none for others', async () => {
    const { routes } = await served()
    const methods = routes.filter(({ path }) => isMethod(path)).map(({ path }) => path.slice(1))
    expect([...RULES.keys()].sort()).toEqual([...new Set(methods)].sort())
  })

  test('has a rule for every other route, and none for others', async () => {
    const { routes } = await served()
    const others = routes.filter(({ path }) => !isMethod(path)).map(({ method, path }) => `${method} ${path}`)
    expect([...ROUTES.keys()].sort()).toEqual([...new Set(others)].sort())
  })

  test.each([...ROUTES].filter(([, rule]) => rule.who === 'signed-in'))(
    '%s is for those who are signed in',
    async (route) => {
      const { app } = await served()
      const [method = '', path = ''] = route.split(' ')
      const headers = {
        'content-type': 'application/x-www-form-urlencoded',
        origin: 'http://localhost:8080',
        'sec-fetch-site': 'same-origin',
      }
      const answer = await app.request(path, { method, headers, ...(method === 'POST' && { body: 'x=y' }) })
      const isSentToLogin = answer.status === 303 && answer.headers.get('location')?.startsWith('/login?')
      expect(isSentToLogin || answer.status === 401, `${answer.status} ${answer.headers.get('location')}`).toBe(true)
    },
  )
})
