import type { SessionRecord } from '../session-records.ts'
import type { NewSession } from '../session-store.ts'

/** The fields of a new session, as Redis keeps them: names and values in turn. The secret is not among them. */
export function fieldsOf(session: NewSession, nowMs: number): string[] {
  const generation = session.strategy === 'token' ? 1 : 0
  const fields: Record<string, string | number | undefined> = {
    id: session.id,
    user_id: session.userId,
    strategy: session.strategy,
    scopes: JSON.stringify(session.scopes),
    is_remembered: session.isRemembered ? 1 : 0,
    idle_timeout_ms: session.idleTimeoutMs,
    absolute_timeout_ms: session.absoluteTimeoutMs,
    created_at_ms: nowMs,
    authenticated_at_ms: nowMs,
    last_active_at_ms: nowMs,
    absolute_expires_at_ms: nowMs + session.absoluteTimeoutMs,
    dpop_thumbprint: session.binding?.kind === 'dpop' ? session.binding.thumbprint : undefined,
    mtls_thumbprint: session.binding?.kind === 'mtls' ? session.binding.thumbprint : undefined,
    token_id: session.tokenId,
    client_name: session.clientName,
    create_address: session.address,
    last_address: session.address,
    generation,
    min_generation: generation,
    seen_generation: 0,
  }
  return Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : [name, String(value)]))
}

export interface StoredSession {
  readonly session: SessionRecord
  /** Of the cookie or opaque identifier; undefined with the strategy `token`. */
  readonly hash: string | undefined
}

/** A session out of its fields, names and values in turn; undefined when there are none. */
export function toStoredSession(flat: readonly string[]): StoredSession | undefined {
  if (flat.length === 0) return undefined
  const fields = new Map<string, string>()
  for (let i = 0; i + 1 < flat.length; i += 2) fields.set(flat[i] as string, flat[i + 1] as string)
  const text = (name: string) => {
    const value = fields.get(name)
    if (value === undefined) throw new Error(`a session in Redis has no field ${name}`)
    return value
  }
  const number = (name: string) => Number(text(name))
  const revokedAt = fields.get('revoked_at_ms')
  return {
    hash: fields.get('hash'),
    session: {
      id: text('id'),
      userId: text('user_id'),
      strategy: text('strategy') as SessionRecord['strategy'],
      scopes: JSON.parse(text('scopes')) as SessionRecord['scopes'],
      isRemembered: text('is_remembered') === '1',
      idleTimeoutMs: number('idle_timeout_ms'),
      absoluteTimeoutMs: number('absolute_timeout_ms'),
      createdAtMs: number('created_at_ms'),
      authenticatedAtMs: number('authenticated_at_ms'),
      lastActiveAtMs: number('last_active_at_ms'),
      absoluteExpiresAtMs: number('absolute_expires_at_ms'),
      binding: toBinding(fields),
      tokenId: fields.get('token_id'),
      clientName: text('client_name'),
      createAddress: text('create_address'),
      lastAddress: text('last_address'),
      generation: number('generation'),
      minGeneration: number('min_generation'),
      seenGeneration: number('seen_generation'),
      revocation:
        revokedAt === undefined
          ? undefined
          : {
              atMs: Number(revokedAt),
              reason: text('revocation_reason') as NonNullable<SessionRecord['revocation']>['reason'],
              byUserId: fields.get('revoked_by_user_id'),
            },
    },
  }
}

function toBinding(fields: ReadonlyMap<string, string>): SessionRecord['binding'] {
  const dpop = fields.get('dpop_thumbprint')
  if (dpop !== undefined) return { kind: 'dpop', thumbprint: dpop }
  const mtls = fields.get('mtls_thumbprint')
  return mtls === undefined ? undefined : { kind: 'mtls', thumbprint: mtls }
}
