import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { digestHex } from '../manifest.ts'
import { openFolderBlobStore } from './folder-blob-store.ts'

describe('blobs in a folder', () => {
  const root = mkdtempSync(join(tmpdir(), 'wireproof-blobs-'))
  let folders = 0
  const folder = () => join(root, String(++folders))
  afterAll(() => rmSync(root, { recursive: true, force: true }))
  const entry = (text: string): [string, Uint8Array] => [digestHex(text), Buffer.from(text)]

  test('come back as they were, in order, also the empty one', async () => {
    const store = await openFolderBlobStore(folder())
    const entries = ['', 'a', '\0\r\n\ufeff', 'b'.repeat(100_000)].map(entry)
    await store.putAll(new Map(entries))
    await store.putAll(new Map(entries))
    const found = await store.getAll(entries.map(([key]) => key))
    expect(found.map((bytes) => Buffer.from(bytes))).toEqual(entries.map(([, bytes]) => bytes))
  })

  test('a missing one is a loss', async () => {
    const store = await openFolderBlobStore(folder())
    await expect(store.get(digestHex('never'))).rejects.toMatchObject({ code: 'data_loss' })
  })

  test('what a crash left half written is gone at the next start', async () => {
    const path = folder()
    await openFolderBlobStore(path)
    writeFileSync(join(path, 'incoming', 'half'), 'ha')
    await openFolderBlobStore(path)
    expect(readdirSync(join(path, 'incoming'))).toEqual([])
  })

  test('many at once', async () => {
    const store = await openFolderBlobStore(folder())
    const entries = Array.from({ length: 500 }, (_, n) => entry(`file ${n}`))
    await Promise.all([store.putAll(new Map(entries)), store.putAll(new Map(entries))])
    expect(await store.getAll(entries.map(([key]) => key))).toHaveLength(500)
  })
})
