import { sessionV1 } from '@wireproof/registry-api'
import { collectPages } from '../list/collect-pages.ts'
import type { Registry } from '../registry/registry.ts'
import { formatScopes } from '../session/format-scopes.ts'
import { toIsoTime } from '../session/format-time.ts'

/** A session as `sessions ls` lists it; the keys are those of its JSON. */
export interface ListedSession {
  readonly id: string
  readonly isCurrent: boolean
  readonly strategy: 'cookie' | 'token' | 'server-side' | 'unknown'
  /** What the client calls itself. */
  readonly client: string
  /** Where it was last used from. */
  readonly address: string
  readonly scopes: readonly string[]
  readonly isBound: boolean
  readonly created: string | null
  readonly lastActive: string | null
  readonly expires: string | null
}

const STRATEGIES: Readonly<Partial<Record<sessionV1.Strategy, ListedSession['strategy']>>> = {
  [sessionV1.Strategy.COOKIE]: 'cookie',
  [sessionV1.Strategy.TOKEN]: 'token',
  [sessionV1.Strategy.SERVER_SIDE]: 'server-side',
}

/** The live sessions of whoever asks, last used first. Rejects with a Failure. */
export async function fetchSessions(registry: Registry): Promise<ListedSession[]> {
  const sessions = await collectPages(Number.POSITIVE_INFINITY, async (pageToken, pageSize) => {
    const answer = await registry.ask((client) => client.sessions.listSessions({ pageToken, pageSize }))
    return { items: answer.sessions, nextPageToken: answer.nextPageToken }
  })
  return sessions.map((session) => ({
    id: session.id,
    isCurrent: session.isCurrent,
    strategy: STRATEGIES[session.strategy] ?? 'unknown',
    client: session.client?.name ?? '',
    address: session.client?.lastAddress ?? '',
    scopes: formatScopes(session.scopes),
    isBound: session.binding?.key.case !== undefined,
    created: toIsoTime(session.createTime),
    lastActive: toIsoTime(session.lastActiveTime),
    expires: toIsoTime(session.expiry?.idleExpireTime),
  }))
}
