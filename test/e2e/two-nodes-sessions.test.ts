import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { redisMissing } from '../../packages/registry-server/testing/redis-server.ts'
import { makeFolder } from '../support/make-folder.ts'
import { type Answer, CREATE_MODULES, callRegistry } from '../support/registry-calls.ts'
import { startTwoNodes, type TwoNodes, twoNodesMissing } from '../support/two-nodes.ts'

const SESSIONS = 'wireproof.session.v1.SessionService'
type Node = 0 | 1

interface Tokens {
  readonly sessionId: string
  readonly access: string
  readonly refresh: string
}

/**
 * A server that is killed while it refreshes stands at one of these steps: it waits for a lock that somebody else holds.
 * What it does with the token itself is one transaction, or one script.
 */
const STEPS: readonly (readonly [string, string])[] = [
  ['before the token is traded', 'LOCK TABLE owners IN ACCESS EXCLUSIVE MODE'],
  ['while the token is traded', 'SELECT 1 FROM sessions FOR UPDATE'],
  ['when the token is traded, and the client does not know', 'LOCK TABLE audit_chain IN EXCLUSIVE MODE'],
]

describe.each([
  ['PostgreSQL', false, twoNodesMissing],
  ['PostgreSQL with Redis', true, twoNodesMissing ?? redisMissing],
])('sessions on two servers: %s', (_, withRedis, missing) => {
  describe.skipIf(missing !== undefined)(missing === undefined ? 'at once' : `(skipped: ${missing})`, () => {
    const root = makeFolder('two-nodes-sessions')
    let registry: TwoNodes

    const on = (node: Node, method: string, body: object, token?: string) =>
      callRegistry(registry.nodes[node].host, method, body, token)
    const create = async (node: Node, strategy: 'TOKEN' | 'SERVER_SIDE'): Promise<Tokens> => {
      const request = { token: { token: registry.token }, strategy: `STRATEGY_${strategy}` }
      const answer = await on(node, `${SESSIONS}/CreateSession`, request)
      expect(answer, JSON.stringify(answer.body)).toMatchObject({ status: 200 })
      return tokensOf(answer)
    }
    const refresh = (node: Node, refreshToken: string) => on(node, `${SESSIONS}/RefreshSession`, { refreshToken })
    const refreshed = async (node: Node, token: string) => {
      const answer = await refresh(node, token)
      expect(answer, JSON.stringify(answer.body)).toMatchObject({ status: 200 })
      return tokensOf(answer)
    }
    const statusOf = async (node: Node, token: string) =>
      (await on(node, `${SESSIONS}/GetCurrentSession`, {}, token)).status
    const revoke = (node: Node, sessionId: string) =>
      on(node, `${SESSIONS}/RevokeSession`, { sessionId }, registry.token)
    const isActive = async (node: Node, token: string) => {
      const { body } = await on(node, `${SESSIONS}/IntrospectToken`, { token }, registry.token)
      return (body.status as { active?: boolean } | undefined)?.active === true
    }

    beforeAll(async () => {
      registry = await startTwoNodes(root, { withRedis })
    })
    afterAll(async () => {
      await registry?.stop()
      rmSync(root, { recursive: true, force: true })
    })

    test('S68: a session begins on one, is used on the other, ends on one, and is refused on both at once', async () => {
      for (const [here, there] of [
        [0, 1],
        [1, 0],
      ] as const) {
        for (const strategy of ['TOKEN', 'SERVER_SIDE'] as const) {
          const { sessionId, access, refresh: refreshToken } = await create(here, strategy)
          expect(await statusOf(there, access)).toBe(200)
          expect(await revoke(here, sessionId)).toMatchObject({ status: 200 })
          // No waiting: the very next request.
          expect(await statusOf(there, access)).toBe(401)
          expect(await statusOf(here, access)).toBe(401)
          if (refreshToken !== '') expect(await refresh(there, refreshToken)).toMatchObject({ status: 401 })
        }
      }
    })

    test('S58: a refresh token that is revoked on one takes its access tokens along on the other', async () => {
      const { access, refresh: token } = await create(0, 'TOKEN')
      expect(await statusOf(1, access)).toBe(200)
      expect(await on(1, `${SESSIONS}/RevokeToken`, { token })).toMatchObject({ status: 200 })
      expect(await statusOf(0, access)).toBe(401)
      expect(await on(0, `${SESSIONS}/RevokeToken`, { token })).toMatchObject({ status: 200 })
    })

    test('a token that one has made is verified and traded by the other', async () => {
      let tokens = await create(0, 'TOKEN')
      for (let i = 0; i < 4; i++) {
        tokens = await refreshed(i % 2 === 0 ? 1 : 0, tokens.refresh)
        expect(await statusOf(i % 2 === 0 ? 0 : 1, tokens.access)).toBe(200)
      }
    })

    test('S57: the same token traded on both at once gives one successor; traded after that it ends the session', async () => {
      const first = await create(0, 'TOKEN')
      const both = await Promise.all(Array.from({ length: 6 }, (_, n) => refreshed(n % 2 === 0 ? 0 : 1, first.refresh)))
      const [successor = '', ...others] = new Set(both.map((tokens) => tokens.refresh))
      expect(others).toEqual([])
      const second = await refreshed(0, successor)
      expect(await refresh(1, first.refresh)).toMatchObject({ status: 401 })
      for (const node of [0, 1] as const) {
        expect(await statusOf(node, second.access)).toBe(401)
        expect(await refresh(node, second.refresh)).toMatchObject({ status: 401 })
      }
    })

    test.each(STEPS)('killed %s: the client goes on with the other one, and one token is good', async (_, lock) => {
      const before = await create(0, 'TOKEN')
      const release = await registry.postgres.hold(registry.databaseUrl, lock)
      const cutOff = refresh(0, before.refresh).then(
        (answer) => answer.status,
        () => 'no answer',
      )
      // With Redis, one of the locks is of a table that a refresh does not touch: then it is killed when it has answered.
      await vi.waitFor(async () => expect((await isWaiting()) || (await hasSettled(cutOff))).toBe(true), 10_000)
      const [killed] = registry.nodes
      const ended = once(killed.process, 'exit')
      killed.process.kill('SIGKILL')
      await ended
      await release()
      await cutOff
      // The client has had no answer, and presents what it has once more.
      const after = await refreshed(1, before.refresh)
      const again = await refreshed(1, before.refresh)
      expect(again.refresh).toBe(after.refresh)
      expect(await statusOf(1, after.access)).toBe(200)
      await registry.restart(0)
      const next = await refreshed(0, after.refresh)
      const active = await Promise.all([before, after, next].map(({ refresh: token }) => isActive(1, token)))
      expect(active).toEqual([false, false, true])
      expect(await statusOf(0, next.access)).toBe(200)
    })

    test('S03: no secret that was handed out is in what is stored', async () => {
      const made = [await create(0, 'TOKEN'), await create(0, 'SERVER_SIDE')]
      made.push(await refreshed(1, made[0]?.refresh ?? ''))
      const dump = registry.postgres.dump(registry.databaseUrl) + (registry.redis?.dump() ?? '')
      expect(dump).toContain(made[0]?.sessionId)
      for (const secret of [registry.token, ...made.flatMap(({ access, refresh }) => [access, refresh])]) {
        if (secret !== '') expect(dump).not.toContain(secret)
      }
    })

    test.each(withRedis ? (['redis', 'postgres'] as const) : (['postgres'] as const))(
      'S69: without %s every session is refused by both, and is there again when it is back',
      async (name) => {
        const store = registry[name]
        const live = [await create(0, 'TOKEN'), await create(1, 'SERVER_SIDE')]
        const [ended] = [await create(0, 'SERVER_SIDE')]
        await revoke(1, ended.sessionId)
        await store?.stop()
        for (const node of [0, 1] as const) {
          const change = { values: [{ ownerRef: { name: 'acme' }, name: 'let-through' }] }
          for (const { access } of live) {
            const answer = await on(node, `${SESSIONS}/GetCurrentSession`, {}, access)
            expect(answer).toMatchObject({ status: 503, body: { code: 'unavailable' } })
            expect(await on(node, CREATE_MODULES, change, access)).toMatchObject({ status: 503 })
          }
          // One of the stores may be there, and know that it has ended.
          expect([401, 503]).toContain(await statusOf(node, ended.access))
          expect(await refresh(node, live[0]?.refresh ?? '')).toMatchObject({ status: 503 })
          expect((await fetch(`http://${registry.nodes[node].host}/readyz`)).status).toBe(503)
        }
        await store?.start()
        for (const node of [0, 1] as const) {
          await vi.waitFor(async () => expect(await statusOf(node, live[0]?.access ?? '')).toBe(200), 10_000)
          expect(await statusOf(node, live[1]?.access ?? '')).toBe(200)
          expect(await statusOf(node, ended.access)).toBe(401)
        }
      },
    )

    async function isWaiting(): Promise<boolean> {
      const sql =
        "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
      return registry.postgres.query(registry.databaseUrl, sql) !== '0'
    }
  })
})

async function hasSettled(promise: Promise<unknown>): Promise<boolean> {
  const pending = Symbol('pending')
  return (await Promise.race([promise, Promise.resolve(pending)])) !== pending
}

function tokensOf({ body }: Answer): Tokens {
  const { accessToken = '', refreshToken = '' } = (body.tokens ?? {}) as Record<string, string>
  return { sessionId: (body.session as { id: string }).id, access: accessToken, refresh: refreshToken }
}
