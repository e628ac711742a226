import { expect, test } from 'vitest'
import { digestHex } from '../src/manifest.ts'
import type { BlobStore } from '../src/storage/blob-store.ts'

const entry = (text: string): [string, Uint8Array] => [digestHex(text), Buffer.from(text)]

/** What every store of blobs has to do; `open` gives an empty one. */
export function blobStoreContract(open: () => Promise<BlobStore>): void {
  test('come back as they were, in order, also the empty one', async () => {
    const store = await open()
    const entries = ['', 'a', '\0\r\n\ufeff', 'b'.repeat(100_000)].map(entry)
    await store.putAll(new Map(entries))
    await store.putAll(new Map(entries))
    const keys = entries.map(([key]) => key)
    const found = await store.getAll([...keys, keys[1] as string])
    expect(found.map((bytes) => Buffer.from(bytes))).toEqual([...entries.map(([, bytes]) => bytes), Buffer.from('a')])
  })

  test('a part of a larger buffer is stored as that part', async () => {
    const store = await open()
    await store.putAll(new Map([[digestHex('art'), Buffer.from('parts').subarray(1, 4)]]))
    expect(Buffer.from(await store.get(digestHex('art'))).toString()).toBe('art')
  })

  test('a missing one is a loss', async () => {
    const store = await open()
    await expect(store.get(digestHex('never'))).rejects.toMatchObject({ code: 'data_loss' })
    await expect(store.getAll([digestHex('never')])).rejects.toMatchObject({ code: 'data_loss' })
  })

  test('many at once, twice at the same time', async () => {
    const store = await open()
    const entries = Array.from({ length: 1_200 }, (_, n) => entry(`file ${n}`))
    await Promise.all([store.putAll(new Map(entries)), store.putAll(new Map(entries.toReversed()))])
    const found = await store.getAll(entries.map(([key]) => key))
    expect(found.map((bytes) => Buffer.from(bytes).toString())).toEqual(entries.map((_, n) => `file ${n}`))
  })

  test('large ones', async () => {
    const store = await open()
    const entries = Array.from({ length: 5 }, (_, n) => entry(String(n).repeat(3_000_000)))
    await store.putAll(new Map(entries))
    const found = await store.getAll(entries.map(([key]) => key))
    expect(found.map((bytes) => digestHex(bytes))).toEqual(entries.map(([key]) => key))
  })
}
