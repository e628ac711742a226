import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import {
  ACCESS_TOKEN_MS,
  ACTIVITY_PRECISION_MS,
  DEVICE_LOGIN_MS,
  FRESH_MS,
  MAX_SESSIONS_PER_USER,
  REFRESH_GRACE_MS,
  SESSION_KEEP_MS,
} from '../limits.ts'
import { DEFAULT_LIFETIMES, parseLifetimes } from './session-lifetimes.ts'

const UNITS = { second: 1000, minute: 60_000, hour: 3_600_000, day: 86_400_000 } as const

describe('how long sessions live', () => {
  test('S31, S30: the page says what holds, each with a reason', () => {
    const text = readFileSync(new URL('../../../../docs/reference/session-timeouts.md', import.meta.url), 'utf8')
    const rows = [...text.matchAll(/^\| ([^|]+) \| (\d+)(?: (second|minute|hour|day)s?)? \| ([^|]+) \|$/gm)]
    const documented = Object.fromEntries(
      rows.map(([, what = '', amount, unit]) => [
        what,
        Number(amount) * (unit === undefined ? 1 : UNITS[unit as keyof typeof UNITS]),
      ]),
    )
    const { cookie, remembered, token } = DEFAULT_LIFETIMES
    expect(documented).toEqual({
      'Browser, without a request': cookie.idleMs,
      'Browser, in all': cookie.absoluteMs,
      'Remembered browser, without a request': remembered.idleMs,
      'Remembered browser, in all': remembered.absoluteMs,
      'Command line or service, without a request': token.idleMs,
      'Command line or service, in all': token.absoluteMs,
      'Access token': ACCESS_TOKEN_MS,
      'Refresh token presented again': REFRESH_GRACE_MS,
      'Proof of who one is, for what is dangerous': FRESH_MS,
      'Code of a device': DEVICE_LOGIN_MS,
      'Precision of the last use': ACTIVITY_PRECISION_MS,
      'Record of a session that has ended': SESSION_KEEP_MS,
      'Live sessions of one account': MAX_SESSIONS_PER_USER,
    })
    expect(DEFAULT_LIFETIMES['server-side']).toEqual(token)
    for (const [, what, , , reason = ''] of rows) expect([what, reason.length > 30]).toEqual([what, true])
  })

  const parse = (settings: { idle?: string; hours?: string; days?: string }) => {
    const problems: string[] = []
    const { idle: idleMinutes, hours: absoluteHours, days: rememberDays } = settings
    return { problems, lifetimes: parseLifetimes({ idleMinutes, absoluteHours, rememberDays }, problems) }
  }

  test('nothing set: what the page says', () => {
    expect(parse({})).toEqual({ problems: [], lifetimes: DEFAULT_LIFETIMES })
  })

  test('the operator may be stricter, or not remember anybody', () => {
    const { lifetimes, problems } = parse({ idle: '15', hours: '8', days: '0' })
    expect(problems).toEqual([])
    expect(lifetimes.cookie).toEqual({ idleMs: 15 * UNITS.minute, absoluteMs: 8 * UNITS.hour })
    expect(lifetimes.remembered).toEqual(lifetimes.cookie)
    expect(lifetimes.token).toEqual(DEFAULT_LIFETIMES.token)
  })

  test('no clock without a request is longer than the one in all', () => {
    const { lifetimes } = parse({ idle: '600', hours: '1', days: '7' })
    expect(lifetimes.cookie).toEqual({ idleMs: UNITS.hour, absoluteMs: UNITS.hour })
    expect(lifetimes.remembered).toEqual({ idleMs: 7 * UNITS.day, absoluteMs: 7 * UNITS.day })
  })

  test.each([{ idle: '0' }, { idle: '1.5' }, { hours: '-1' }, { hours: '1e3' }, { days: '366' }, { days: 'never' }])(
    'a slip of the hand is told: %o',
    (settings) => {
      const { problems, lifetimes } = parse(settings)
      expect(problems).toHaveLength(1)
      expect(problems[0]).toContain(Object.values(settings)[0])
      expect(lifetimes).toEqual(DEFAULT_LIFETIMES)
    },
  )
})
