import { createHash, randomBytes } from 'node:crypto'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ImageCache } from './image-cache.ts'

/** SHA-256 of the image, in front of it: a file that a crash left damaged is not taken for an image. */
const CHECKSUM_BYTES = 32

/** Images as files below `images/`, which may be emptied while the server runs. Rejects when the folder cannot be made. */
export async function openFolderImageCache(folder: string): Promise<ImageCache> {
  const images = join(folder, 'images')
  await mkdir(images, { recursive: true })
  const pathOf = (key: string) => join(images, encodeURIComponent(key))
  return {
    async get(key) {
      let bytes: Buffer
      try {
        bytes = await readFile(pathOf(key))
      } catch {
        return undefined
      }
      const image = bytes.subarray(CHECKSUM_BYTES)
      return checksum(image).equals(bytes.subarray(0, CHECKSUM_BYTES)) ? image : undefined
    },
    async put(key, bytes) {
      const temporary = `${pathOf(key)}.${randomBytes(6).toString('hex')}.new`
      try {
        await writeFile(temporary, Buffer.concat([checksum(bytes), bytes]), { mode: 0o600 })
        await rename(temporary, pathOf(key))
      } catch {
        // A full disk, or a folder that somebody has removed: the next request compiles again.
        await rm(temporary, { force: true }).catch(() => {})
      }
    },
  }
}

function checksum(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest()
}
