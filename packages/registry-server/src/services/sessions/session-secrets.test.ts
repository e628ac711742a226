import { expect, test } from 'vitest'
import { hashToken } from '../../auth/token.ts'
import { generateSessionSecret, generateSuccessor, successorOf } from './session-secrets.ts'

test('S01, S02: a thousand identifiers are all different, 256 bits each, of which every bit is now set and now not', () => {
  const secrets = Array.from({ length: 1000 }, () => generateSessionSecret('cookie'))
  expect(new Set(secrets).size).toBe(1000)
  const bytes = secrets.map((secret) => Buffer.from(secret.slice('wps_'.length), 'base64url'))
  for (let bit = 0; bit < 256; bit++) {
    const set = bytes.filter((secret) => ((secret[bit >> 3] ?? 0) >> (bit & 7)) & 1).length
    // Nine standard deviations of a fair coin: a stuck or biased bit, and never chance.
    expect(Math.abs(set - 500)).toBeLessThan(142)
  }
  for (const secret of bytes) expect(secret).toHaveLength(32)
})

test('S03: what is stored gives neither the secret nor its successor', () => {
  const secret = generateSessionSecret('token')
  const { lookup, hash } = hashToken(secret)
  expect(hash).toMatch(/^[0-9a-f]{64}$/)
  expect(hash.startsWith(lookup)).toBe(true)
  const { secret: next, salt } = generateSuccessor(secret)
  expect(successorOf(secret, salt)).toBe(next)
  expect(successorOf(hash, salt)).not.toBe(next)
  expect(generateSuccessor(secret).secret).not.toBe(next)
})
