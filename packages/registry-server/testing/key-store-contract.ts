import { beforeEach, expect, test } from 'vitest'
import type { SigningKeyRecord } from '../src/storage/key-store.ts'
import type { Store } from '../src/storage/store.ts'

const key = (kid: string, signsFromMs: number): SigningKeyRecord => ({
  kid,
  publicJwk: `{"kid":"${kid}"}`,
  sealedPrivateJwk: `sealed ${kid}`,
  signsFromMs,
})

/** What every store of signing keys has to do; `open` gives an empty one. */
export function keyStoreContract(open: () => Promise<Store>): void {
  let store: Store
  beforeEach(async () => {
    store = await open()
    return () => store.close()
  })

  test('keys come back as they were stored, in the order in which they begin to sign', async () => {
    expect(await store.listSigningKeys()).toEqual([])
    expect(await store.insertSigningKey(key('b', 10), -1)).toBe(true)
    expect(await store.insertSigningKey(key('a', 20), 10)).toBe(true)
    expect(await store.listSigningKeys()).toEqual([key('b', 10), key('a', 20)])
  })

  test('of several nodes that make the next key at once, one stores its own', async () => {
    const made = await Promise.all(['a', 'b', 'c'].map((kid) => store.insertSigningKey(key(kid, 5), -1)))
    expect(made.filter((isStored) => isStored)).toHaveLength(1)
    expect(await store.listSigningKeys()).toHaveLength(1)
    expect(await store.insertSigningKey(key('d', 6), 4)).toBe(false)
  })

  test('retired keys are forgotten', async () => {
    await store.insertSigningKey(key('a', 1), -1)
    await store.insertSigningKey(key('b', 2), 1)
    await store.deleteSigningKeys(['a', 'unknown'])
    await store.deleteSigningKeys([])
    expect(await store.listSigningKeys()).toEqual([key('b', 2)])
  })
}
