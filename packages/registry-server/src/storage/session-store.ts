import type { Page, PageRequest } from './page.ts'
import type { SessionBinding, SessionRecord, SessionRevocationReason, SessionStrategy } from './session-records.ts'

/** Lookup and hash of a secret; see `hashToken`. */
export interface SecretHash {
  readonly lookup: string
  readonly hash: string
}

export interface NewSession {
  readonly id: string
  readonly userId: string
  readonly strategy: SessionStrategy
  readonly scopes: SessionRecord['scopes']
  readonly isRemembered: boolean
  readonly idleTimeoutMs: number
  readonly absoluteTimeoutMs: number
  readonly binding: SessionBinding | undefined
  readonly tokenId?: string | undefined
  readonly clientName: string
  readonly address: string
  /** Of the cookie or the opaque identifier; of the first refresh token with the strategy `token`. */
  readonly secret: SecretHash
}

/** What to end sessions for. */
export interface SessionEnd {
  readonly reason: SessionRevocationReason
  /** Who ends them; undefined: the server. */
  readonly byUserId: string | undefined
}

export interface RefreshRotation {
  /** Makes the successor of the token that is presented; a new one is random. */
  readonly salt: string
  readonly successor: SecretHash
  /** How long after its first use a token may be presented again, as two requests at once do. */
  readonly graceMs: number
  readonly address: string
}

/**
 * `rotated`: the successor is the one that `salt` makes, which is not the salt that was given when this is a repetition.
 * `reused`: a token was presented that had been used before; the session has been revoked for it. `ended`: the session
 * had ended already.
 */
export type RotationOutcome =
  | { readonly kind: 'rotated'; readonly session: SessionRecord; readonly salt: string }
  | { readonly kind: 'reused' | 'ended'; readonly session: SessionRecord }
  | { readonly kind: 'unknown' }

/**
 * Where sessions are kept. Each method is atomic, and what it has changed holds for every node from the moment that it
 * resolves. Methods reject with RegistryError `unavailable` when the store is out of reach: what cannot be checked is
 * not let through.
 */
export interface SessionStore {
  /**
   * Stores a session. When the user has more than `maxLive` live ones then, those unused for longest are revoked for
   * the reason `limit`, and returned.
   */
  insertSession(session: NewSession, maxLive: number, nowMs: number): Promise<readonly SessionRecord[]>
  findSession(id: string): Promise<SessionRecord | undefined>
  /** By the secret of a cookie or an opaque identifier. Sessions that have ended are found too. */
  findSessionBySecret(lookup: string): Promise<{ session: SessionRecord; hash: string } | undefined>
  /** `isUsed`: it was traded already. */
  findSessionByRefreshToken(
    lookup: string,
  ): Promise<{ session: SessionRecord; hash: string; isUsed: boolean } | undefined>
  /** Notes that a session was used; does nothing to one that has ended. */
  touchSession(id: string, use: { address: string; generation: number }, nowMs: number): Promise<void>
  /**
   * Gives a live session a new secret and starts both clocks anew; the old secret, and all tokens handed out, are void.
   * Undefined when it is not live.
   */
  renewSession(id: string, secret: SecretHash, nowMs: number): Promise<SessionRecord | undefined>
  /**
   * Trades a refresh token. A token is presented again without harm while its successor was not used and either
   * `graceMs` have not passed, or nothing that was handed out with the successor was ever presented: the answer was
   * lost. Any other second use revokes the session.
   * Source: RFC 9700 section 4.14.2.
   */
  rotateRefreshToken(token: SecretHash, rotation: RefreshRotation, nowMs: number): Promise<RotationOutcome>
  /** The live sessions of a user, last used first. */
  listSessions(userId: string, page: PageRequest, nowMs: number): Promise<Page<SessionRecord>>
  /** False when there is no such session or it has ended already. */
  revokeSession(id: string, end: SessionEnd, nowMs: number): Promise<boolean>
  /** Ends the live sessions of a user, or of everybody, but for `exceptId`. Returns how many. */
  revokeSessions(
    whose: { readonly userId: string | undefined; readonly exceptId: string | undefined },
    end: SessionEnd,
    nowMs: number,
  ): Promise<number>
  /** Forgets sessions that ended before `beforeMs`. Returns how many, at most `limit`. */
  pruneSessions(beforeMs: number, limit: number): Promise<number>
}
