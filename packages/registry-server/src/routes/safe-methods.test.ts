import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { dumpDatabase } from '../../testing/database-file.ts'
import { routePaths } from '../../testing/route-paths.ts'
import { createTestContext, pushModule, type TestContext } from '../../testing/test-context.ts'
import { createApp } from '../app.ts'
import { SESSION_COOKIE } from '../auth/session-cookie.ts'
import { generateToken, hashToken } from '../auth/token.ts'
import { startDeviceLogin } from '../services/device-login.ts'
import { startSession } from '../services/sessions/start-session.ts'
import { openSqliteStore } from '../storage/sqlite/sqlite-store.ts'

/** When a credential was used last is noted on any use; it decides nothing but when an unused session ends. */
const NOTED = new Set(['last_used_at_ms', 'last_active_at_ms', 'idle_expires_at_ms', 'last_address'])

/** What a state-changing request could be made of, in the form that a link has. */
const QUERIES = [
  '',
  '?user_code=CODE&decision=approve&scope=admin&days=9',
  '?id=ID&confirm=yes&_method=DELETE',
  '?connect=v1&encoding=json&message=%7B%7D',
]

describe('S42: GET, HEAD and OPTIONS change nothing', () => {
  let folder: string
  let context: TestContext
  let userCode: string
  let token: string
  let cookie: string
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'wireproof-safe-'))
    const store = openSqliteStore({ path: join(folder, 'registry.sqlite'), nowMs: 0 })
    const made = await createTestContext()
    // The clock stands still: nothing may end on its own meanwhile.
    const nowMs = made.now()
    context = { ...made, store, sessions: store, now: () => nowMs }
    const admin = { id: made.admin.userId, name: 'admin', userType: 'standard', registryRole: 'admin' } as const
    await store.ensureUser(admin, 1)
    await store.createModules(
      [
        {
          id: 'd'.repeat(32),
          ownerName: 'acme',
          newOwnerId: 'e'.repeat(32),
          name: 'open',
          visibility: 'public',
          description: '',
          url: '',
          defaultLabelName: 'main',
        },
      ],
      1,
    )
    await pushModule(context, made.admin, { module: 'open', files: { 'a.proto': 'syntax = "proto3";' } })
    token = generateToken()
    const scopes = [{ permission: 'admin', resource: '' }] as const
    await store.insertToken(
      {
        id: 'f'.repeat(32),
        userId: admin.id,
        ...hashToken(token),
        scope: 'admin',
        scopes,
        origin: 'issued',
        note: '',
        expiresAtMs: undefined,
      },
      1,
    )
    ;({ userCode } = await startDeviceLogin(context, 'a device'))
    const session = await startSession(context, {
      userId: admin.id,
      strategy: 'cookie',
      scopes,
      isRemembered: false,
      absoluteTimeoutMs: undefined,
      binding: undefined,
      clientName: 'test',
      address: '192.0.2.1',
    })
    cookie = `${SESSION_COOKIE}=${session.secret}`
  })
  afterEach(async () => {
    await context.store.close()
    rmSync(folder, { recursive: true })
  })

  function dump(): Record<string, unknown[]> {
    const kept = (row: Record<string, unknown>) => Object.entries(row).filter(([column]) => !NOTED.has(column))
    const tables = Object.entries(dumpDatabase(join(folder, 'registry.sqlite')))
    return Object.fromEntries(tables.map(([table, rows]) => [table, rows.map(kept)]))
  }

  test('on any route, for one who may do everything, with whatever a link can say', async () => {
    const app = createApp({
      context,
      log: pino({ level: 'silent' }),
      version: '1.2.3',
      trustedProxies: undefined,
      publicOrigin: 'http://localhost:8080',
      readiness: async () => ({ database: true, workers: true, accepting: true }),
    })
    const before = dump()
    expect(before.device_logins).toHaveLength(1)
    const paths = [...routePaths(app), '/descriptor-sets/acme/open/main']
    for (const path of paths) {
      for (const method of ['GET', 'HEAD', 'OPTIONS']) {
        for (const query of QUERIES) {
          const url = `${path}${query.replace('CODE', userCode).replace('ID', 'f'.repeat(32))}`
          await app.request(url, { method, headers: { authorization: `Bearer ${token}` } })
          await app.request(url, { method, headers: { cookie, 'sec-fetch-site': 'cross-site' } })
          await app.request(url, { method, headers: { cookie, 'sec-fetch-site': 'same-origin' } })
        }
      }
    }
    expect(dump()).toEqual(before)
    // What is compared does see a change.
    await app.request('/oauth2/device/authorization', { method: 'POST', body: 'client_id=x' })
    expect(dump()).not.toEqual(before)
  })
})
