import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Store } from '../src/storage/store.ts'

/** What every store of counted attempts does, whichever database is below it. */
export function attemptStoreContract(open: () => Promise<Store>): void {
  let store: Store
  beforeEach(async () => {
    store = await open()
  })
  afterEach(() => store.close())

  const [ann, bob] = [
    { limit: 'login', counter: 1 },
    { limit: 'login', counter: 2 },
  ]

  test('attempts add up within a time that starts with the first, each counter for itself', async () => {
    expect(await store.countAttempt(ann, 100, 1_000)).toEqual({ attempts: 1, expiresAtMs: 1_100 })
    expect(await store.countAttempt(ann, 100, 1_050)).toEqual({ attempts: 2, expiresAtMs: 1_100 })
    expect(await store.countAttempt(bob, 100, 1_050)).toEqual({ attempts: 1, expiresAtMs: 1_150 })
    expect(await store.countAttempt({ ...ann, limit: 'other' }, 100, 1_050)).toMatchObject({ attempts: 1 })
    expect(await store.countAttempt(ann, 100, 1_100)).toEqual({ attempts: 1, expiresAtMs: 1_200 })
  })

  test('many at once are all counted', async () => {
    const counted = await Promise.all(Array.from({ length: 20 }, () => store.countAttempt(ann, 100, 1)))
    expect(counted.map(({ attempts }) => attempts).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 20 }, (_, n) => n + 1),
    )
  })

  test('one attempt is taken back, or all are forgotten', async () => {
    for (let i = 0; i < 3; i++) await store.countAttempt(ann, 100, 1)
    await store.takeBackAttempt(ann)
    expect(await store.countAttempt(ann, 100, 1)).toMatchObject({ attempts: 3 })
    await store.forgetAttempts(ann)
    await store.takeBackAttempt(ann)
    expect(await store.countAttempt(ann, 100, 1)).toMatchObject({ attempts: 1 })
  })
}
