import { pino } from 'pino'
import { createApp } from '../src/app.ts'
import { hashPassword } from '../src/auth/passwords/password-hash.ts'
import type { ServiceContext } from '../src/services/service-context.ts'
import type { RegistryRole } from '../src/storage/account-records.ts'
import { createBrowser, type TestBrowser } from './browser.ts'
import { createTestContext, type TestContext } from './test-context.ts'

/** The password of every account of a registry for tests. */
export const PASSWORD = 'a long enough password for anybody'

let phc: Promise<string> | undefined

/** A registry in memory whose pages browsers open, with a clock that stands still until it is moved. */
export interface PageRegistry {
  readonly context: TestContext
  readonly app: ReturnType<typeof createApp>
  /** Milliseconds since the epoch. */
  nowMs: number
  /** A browser without cookies, which sends `headers` with each request. */
  newBrowser(headers?: Record<string, string>): TestBrowser
  /** Signs in with the form of `page`: as `admin`, unless the fields say otherwise. */
  login(browser: TestBrowser, fields?: Readonly<Record<string, string>>, page?: string): Promise<Response>
  /** Makes a person with the password of everybody; returns the id. */
  addUser(name: string, registryRole?: RegistryRole): Promise<string>
}

export async function createPageRegistry(overrides: Partial<ServiceContext> = {}): Promise<PageRegistry> {
  const registry = { nowMs: Date.UTC(2026, 0, 1) }
  const context = await createTestContext({ now: () => registry.nowMs, ...overrides })
  phc ??= hashPassword(PASSWORD)
  await context.store.setPassword(context.admin.userId, await phc, registry.nowMs)
  const app = createApp({
    context,
    log: pino({ level: 'silent' }),
    version: '1.2.3',
    trustedProxies: undefined,
    publicOrigin: context.publicOrigin,
    readiness: async () => ({ database: true, workers: true, accepting: true }),
  })
  return Object.assign(registry, {
    context,
    app,
    newBrowser: (headers: Record<string, string> = {}) =>
      createBrowser((path, init) => app.request(path, { ...init, headers: { ...init.headers, ...headers } })),
    login: (browser: TestBrowser, fields: Readonly<Record<string, string>> = {}, page = '/login') =>
      browser.submit(page, { name: 'admin', password: PASSWORD, ...fields }),
    async addUser(name: string, registryRole: RegistryRole = 'none') {
      const user = { id: context.newId(), name, userType: 'standard', registryRole } as const
      await context.store.ensureUser(user, registry.nowMs)
      await context.store.setPassword(user.id, (await phc) ?? '', registry.nowMs)
      return user.id
    },
  })
}
