import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { blobStoreContract } from '../../testing/blob-store-contract.ts'
import { openFolderBlobStore } from './folder-blob-store.ts'

describe('blobs in a folder', () => {
  const root = mkdtempSync(join(tmpdir(), 'wireproof-blobs-'))
  let folders = 0
  const folder = () => join(root, String(++folders))
  afterAll(() => rmSync(root, { recursive: true, force: true }))

  blobStoreContract(() => openFolderBlobStore(folder()))

  test('what a crash left half written is gone at the next start', async () => {
    const path = folder()
    await openFolderBlobStore(path)
    writeFileSync(join(path, 'incoming', 'half'), 'ha')
    await openFolderBlobStore(path)
    expect(readdirSync(join(path, 'incoming'))).toEqual([])
  })
})
