import type { SessionStrategy } from '../storage/session-records.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/** How long a session lives without a request, and in all. */
export interface SessionLifetime {
  readonly idleMs: number
  readonly absoluteMs: number
}

/** What holds unless the operator says otherwise. `remembered` is a cookie that the person chose to keep. */
export type SessionLifetimes = Readonly<Record<SessionStrategy | 'remembered', SessionLifetime>>

/**
 * A browser stands open where others pass: half an hour, and one working day, between the 15 to 30 minutes of OWASP for
 * low risk and the hour of NIST for AAL2. A remembered one, and what a command line keeps in a file of its owner, may
 * live for the 30 days of AAL1, but not when unused for two weeks.
 * Source: OWASP Session Management Cheat Sheet, "Session Expiration"; NIST SP 800-63B-4 section 2.
 */
export const DEFAULT_LIFETIMES: SessionLifetimes = {
  cookie: { idleMs: 30 * MINUTE_MS, absoluteMs: 12 * HOUR_MS },
  remembered: { idleMs: 14 * DAY_MS, absoluteMs: 30 * DAY_MS },
  token: { idleMs: 14 * DAY_MS, absoluteMs: 30 * DAY_MS },
  'server-side': { idleMs: 14 * DAY_MS, absoluteMs: 30 * DAY_MS },
}
