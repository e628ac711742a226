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

/** Whether a browser can be remembered for longer than it stays signed in anyway. */
export function canBeRemembered({ cookie, remembered }: SessionLifetimes): boolean {
  return remembered.absoluteMs > cookie.absoluteMs
}

/** The operator's settings, as text from the environment; undefined where nothing is set. */
export interface LifetimeSettings {
  /** `WIREPROOF_SESSION_IDLE_MINUTES`. */
  readonly idleMinutes: string | undefined
  /** `WIREPROOF_SESSION_ABSOLUTE_HOURS`. */
  readonly absoluteHours: string | undefined
  /** `WIREPROOF_SESSION_REMEMBER_DAYS`; 0: nobody is remembered. */
  readonly rememberDays: string | undefined
}

/**
 * The lifetimes with what the operator has set. Each number must be within the bounds below, which keep a slip of the
 * hand from making sessions that never end or cannot be used; what is wrong goes to `problems`.
 */
export function parseLifetimes(settings: LifetimeSettings, problems: string[]): SessionLifetimes {
  const { cookie, remembered } = DEFAULT_LIFETIMES
  const whole = (name: string, text: string | undefined, usual: number, [least, most]: readonly [number, number]) => {
    if (text === undefined) return usual
    const value = Number(text)
    if (/^\d{1,6}$/.test(text) && value >= least && value <= most) return value
    problems.push(`${name} is "${text}"; it must be a whole number from ${least} to ${most}`)
    return usual
  }
  const idle = whole('WIREPROOF_SESSION_IDLE_MINUTES', settings.idleMinutes, cookie.idleMs / MINUTE_MS, [1, 1440])
  const hours = whole('WIREPROOF_SESSION_ABSOLUTE_HOURS', settings.absoluteHours, cookie.absoluteMs / HOUR_MS, [1, 720])
  const days = whole('WIREPROOF_SESSION_REMEMBER_DAYS', settings.rememberDays, remembered.absoluteMs / DAY_MS, [0, 365])
  const absoluteMs = hours * HOUR_MS
  const browser = { idleMs: Math.min(idle * MINUTE_MS, absoluteMs), absoluteMs }
  const kept = { idleMs: Math.min(remembered.idleMs, days * DAY_MS), absoluteMs: days * DAY_MS }
  return { ...DEFAULT_LIFETIMES, cookie: browser, remembered: days === 0 ? browser : kept }
}
