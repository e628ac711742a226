import { randomBytes } from 'node:crypto'
import { mkdir, open, readFile, rename, rm, stat, unlink } from 'node:fs/promises'
import { platform } from 'node:os'
import { dirname, join } from 'node:path'
import { BLOB_CONCURRENCY } from '../limits.ts'
import { RegistryError } from '../registry-error.ts'
import type { BlobKey, BlobStore } from './blob-store.ts'
import { forEachConcurrently } from './for-each-concurrently.ts'

/**
 * Blobs as files below a folder: `blobs/ab/abcdef...`. A blob is written to `incoming/` first, flushed, and renamed
 * into place, so that a file under its final name is always whole. Throws when the folder cannot be made.
 */
export async function openFolderBlobStore(folder: string): Promise<BlobStore> {
  const blobs = join(folder, 'blobs')
  const incoming = join(folder, 'incoming')
  await mkdir(blobs, { recursive: true })
  // What a crash left half written has no final name and nobody waits for it.
  await rm(incoming, { recursive: true, force: true })
  await mkdir(incoming)
  const pathOf = (key: BlobKey) => join(blobs, key.slice(0, 2), key)
  const get = async (key: BlobKey) => {
    try {
      return await readFile(pathOf(key))
    } catch (error) {
      if (isErrno(error, 'ENOENT')) {
        throw new RegistryError('data_loss', `the registry has lost stored content (${key.slice(0, 16)})`, {
          cause: error,
        })
      }
      throw error
    }
  }
  return {
    async putAll(entries) {
      try {
        const folders = new Set<string>()
        await forEachConcurrently(entries, BLOB_CONCURRENCY, async ([key, bytes]) => {
          const path = pathOf(key)
          // Also when the blob is there: another push may have renamed it just now and not yet flushed the folder.
          folders.add(dirname(path))
          if (await exists(path)) return
          await writeBlob(join(incoming, randomBytes(12).toString('hex')), path, bytes)
        })
        if (folders.size > 0) folders.add(blobs)
        await forEachConcurrently(folders, BLOB_CONCURRENCY, syncFolder)
      } catch (error) {
        throw translateDiskError(error)
      }
    },
    get,
    async getAll(keys) {
      const found = new Array<Uint8Array>(keys.length)
      await forEachConcurrently(keys.entries(), BLOB_CONCURRENCY, async ([index, key]) => {
        found[index] = await get(key)
      })
      return found
    },
  }
}

async function writeBlob(temporary: string, path: string, bytes: Uint8Array): Promise<void> {
  try {
    const file = await open(temporary, 'wx', 0o600)
    try {
      await file.writeFile(bytes)
      await file.datasync()
    } finally {
      await file.close()
    }
    await mkdir(dirname(path), { recursive: true })
    await rename(temporary, path)
  } catch (error) {
    await unlink(temporary).catch(() => {})
    throw error
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path)
    return true
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return false
    throw error
  }
}

/** Makes renames durable. Windows has no such thing as flushing a folder: opening one fails there. */
async function syncFolder(path: string): Promise<void> {
  if (platform() === 'win32') return
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

function translateDiskError(error: unknown): unknown {
  if (isErrno(error, 'ENOSPC') || isErrno(error, 'EDQUOT')) {
    return new RegistryError(
      'resource_exhausted',
      'the registry has no space left on its disk; nothing was stored. Ask its administrator to make room, then try again',
      { cause: error },
    )
  }
  if (isErrno(error, 'EROFS') || isErrno(error, 'EACCES') || isErrno(error, 'EIO')) {
    return new RegistryError('unavailable', 'the registry cannot write to its disk; its log says why', { cause: error })
  }
  return error
}

function isErrno(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}
