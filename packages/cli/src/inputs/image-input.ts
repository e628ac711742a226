import { readFileSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { type Image, imageFromDescriptorSet } from '@wireproof/compiler'
import { errnoOf, Failure, usageFailure } from '../failure.ts'
import { describeErrno, type Io } from '../io.ts'
import { printable } from '../printable.ts'
import { MAX_INPUT_BYTES } from './limits.ts'
import type { ImageInput } from './source-input.ts'

/** The first bytes of a gzip stream. Source: RFC 1952, section 2.3.1. No image starts with them. */
const GZIP_MAGIC = [0x1f, 0x8b] as const

/** How much of a file is looked at to tell JSON from binary. */
const LONGEST_START = 64
const JSON_START = /^\s*\{/

/** Reads an image, in binary or as JSON, from a file or, for `-`, from standard input, gzipped or not. Rejects with a Failure. */
export async function openImageInput(path: string, io: Io): Promise<ImageInput> {
  const label = path === '-' ? 'standard input' : path
  const bytes = path === '-' ? await io.stdin.readAll(MAX_INPUT_BYTES) : readImageFile(resolve(io.cwd, path), path)
  return { kind: 'image', label, image: await decodeImage(gunzipIfNeeded(bytes, label), label) }
}

function readImageFile(file: string, shown: string): Uint8Array {
  try {
    const { size } = statSync(file)
    if (size <= MAX_INPUT_BYTES) return readFileSync(file)
    throw usageFailure(`the image ${shown} has ${size} bytes; ${MAX_INPUT_BYTES} is the most that is read`)
  } catch (error) {
    if (error instanceof Failure) throw error
    throw usageFailure(`cannot open the image ${shown}: ${describeErrno(error)}`, { cause: error })
  }
}

function gunzipIfNeeded(bytes: Uint8Array, label: string): Uint8Array {
  if (!GZIP_MAGIC.every((byte, index) => bytes[index] === byte)) return bytes
  try {
    return gunzipSync(bytes, { maxOutputLength: MAX_INPUT_BYTES })
  } catch (error) {
    const isTooLarge = errnoOf(error) === 'ERR_BUFFER_TOO_LARGE'
    throw usageFailure(
      isTooLarge
        ? `${label} unpacks to more than ${MAX_INPUT_BYTES} bytes`
        : `${label} is damaged: it starts as gzip data and cannot be unpacked`,
      { cause: error },
    )
  }
}

/** JSON starts with a brace, behind white space at most; in binary that would start a group, which no image has. */
async function decodeImage(bytes: Uint8Array, label: string): Promise<Image> {
  const isJson = JSON_START.test(Buffer.from(bytes.subarray(0, LONGEST_START)).toString('latin1'))
  let image: Image
  try {
    image = isJson
      ? (await import('./image-from-json.ts')).imageFromJson(Buffer.from(bytes).toString('utf8'))
      : imageFromDescriptorSet(bytes)
  } catch (error) {
    const reason = printable(error instanceof Error ? error.message : String(error))
    const form = isJson ? 'JSON' : 'binary'
    throw usageFailure(`${label} is no image (a FileDescriptorSet in ${form} form): ${reason}`, { cause: error })
  }
  if (image.files.length === 0) throw usageFailure(`${label} is an image without files; was its build cut off?`)
  return image
}
