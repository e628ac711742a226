import { hash } from '@node-rs/argon2'
import { afterEach, expect, test, vi } from 'vitest'
import { MAX_HASHES_AT_ONCE, MAX_QUEUED_HASHES } from '../../limits.ts'
import { hashPassword, needsRehash, verifyAgainstNothing, verifyPassword } from './password-hash.ts'

const PASSWORD = 'plum kettle orbit fern'
const verifications = vi.hoisted(() => ({ count: 0, running: 0, most: 0 }))

/** The real library, watched: how often it verifies, and how much of it runs at once. */
vi.mock('@node-rs/argon2', async (importOriginal) => {
  const real = await importOriginal<typeof import('@node-rs/argon2')>()
  return {
    ...real,
    async verify(...args: Parameters<typeof real.verify>) {
      verifications.count++
      verifications.most = Math.max(verifications.most, ++verifications.running)
      try {
        return await real.verify(...args)
      } finally {
        verifications.running--
      }
    },
  }
})

afterEach(() => {
  verifications.count = 0
  verifications.most = 0
})

test('S45: the hash is Argon2id with at least 19 MiB, 2 passes and 1 lane, and has a salt of its own', async () => {
  const [first, second] = await Promise.all([hashPassword(PASSWORD), hashPassword(PASSWORD)])
  const [, algorithm, version, parameters, salt, output] = first.split('$')
  expect({ algorithm, version, parameters }).toEqual({
    algorithm: 'argon2id',
    version: 'v=19',
    parameters: 'm=19456,t=2,p=1',
  })
  expect(Buffer.from(salt ?? '', 'base64').length).toBeGreaterThanOrEqual(16)
  expect(Buffer.from(output ?? '', 'base64')).toHaveLength(32)
  expect(second).not.toBe(first)
  expect(await verifyPassword(first, PASSWORD)).toBe(true)
  expect(await verifyPassword(first, `${PASSWORD} `)).toBe(false)
  expect(await verifyPassword(first, '')).toBe(false)
})

test('S46: a hash of fewer passes, less memory or another variant is to be made anew; a dearer one is not', async () => {
  expect(needsRehash(await hashPassword(PASSWORD))).toBe(false)
  expect(needsRehash(await hash(PASSWORD, { memoryCost: 19_456, timeCost: 1, parallelism: 1 }))).toBe(true)
  expect(needsRehash(await hash(PASSWORD, { memoryCost: 9_216, timeCost: 4, parallelism: 1 }))).toBe(true)
  expect(needsRehash(await hash(PASSWORD, { memoryCost: 19_456, timeCost: 3, parallelism: 1 }))).toBe(false)
  const older = (await hash(PASSWORD, { memoryCost: 19_456, timeCost: 2, algorithm: 1 })) as string
  expect(older).toMatch(/^\$argon2i\$/)
  expect(needsRehash(older)).toBe(true)
})

test('S47: no character is cut off, and the same text in another normal form is the same password', async () => {
  const long = 'é'.repeat(500)
  const phc = await hashPassword(long)
  expect(await verifyPassword(phc, long)).toBe(true)
  expect(await verifyPassword(phc, 'é'.repeat(499))).toBe(false)
  expect(await verifyPassword(phc, long.normalize('NFD'))).toBe(true)
  await expect(hashPassword('é'.repeat(513))).rejects.toMatchObject({ code: 'invalid_argument' })
  await expect(hashPassword('a\ud800b and some more')).rejects.toMatchObject({ code: 'invalid_argument' })
})

test('S49: an unknown user, a wrong password and an impossible one each cost one verification', async () => {
  const phc = await hashPassword(PASSWORD)
  const costs: number[] = []
  for (const attempt of [
    () => verifyAgainstNothing(PASSWORD),
    () => verifyAgainstNothing(''),
    () => verifyAgainstNothing('x'.repeat(100_000)),
    () => verifyPassword(phc, 'wrong'),
    () => verifyPassword(phc, 'x'.repeat(100_000)),
  ]) {
    verifications.count = 0
    expect(await attempt()).toBe(false)
    costs.push(verifications.count)
  }
  expect(costs).toEqual([1, 1, 1, 1, 1])
})

test('S48: a storm of logins is held to a few at once and a bounded queue', async () => {
  const phc = await hashPassword(PASSWORD)
  const places = MAX_HASHES_AT_ONCE + MAX_QUEUED_HASHES
  const storm = Array.from({ length: places + 10 }, () => verifyPassword(phc, 'wrong'))
  const outcomes = await Promise.allSettled(storm)
  const refused = outcomes.filter((outcome) => outcome.status === 'rejected')
  expect(refused).toHaveLength(10)
  expect(refused.every(({ reason }) => reason.code === 'resource_exhausted')).toBe(true)
  expect(verifications.most).toBe(MAX_HASHES_AT_ONCE)
})
