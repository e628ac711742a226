import { expect, test } from 'vitest'
import { forgeryTokenOf, isForgeryToken } from './forgery.ts'

const SECRET = 'wps_fJ0uIvnYbQk0Vd2mJbq1sX8b0m5sCqM7dYkD0w4c9hE'

test('S39: a forgery token holds for its session alone', () => {
  const token = forgeryTokenOf(SECRET)
  expect(token).toMatch(/^[\w-]{43}$/)
  expect(isForgeryToken(SECRET, token)).toBe(true)
  expect(isForgeryToken(`${SECRET}x`, token)).toBe(false)
  expect(SECRET).not.toContain(token)
})

test.each([undefined, '', 'x', SECRET, 'A'.repeat(43), 'A'.repeat(100_000), '\0', forgeryTokenOf('wps_other')])(
  'S39: %j is not the token of this session',
  (candidate) => {
    expect(isForgeryToken(SECRET, candidate)).toBe(false)
  },
)
