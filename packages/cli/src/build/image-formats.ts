import { gzipSync } from 'node:zlib'
import { encodeImage, type Image } from '@wireproof/compiler'
import { usageFailure } from '../failure.ts'
import { encodeOptions, type ImageContents, selectFiles } from './image-contents.ts'

const FORMATS = { binpb: ['.binpb', '.bin'], 'binpb.gz': ['.binpb.gz', '.bin.gz'], json: ['.json'] } as const

export type ImageFormat = keyof typeof FORMATS

/** The format that a file name asks for; binary for what has no suffix to go by. Throws a Failure for an unknown one. */
export function imageFormatOf(path: string): ImageFormat {
  // Standard output and devices such as /dev/null have no suffix.
  if (path === '-' || path.startsWith('/dev/')) return 'binpb'
  for (const [format, suffixes] of Object.entries(FORMATS)) {
    if (suffixes.some((suffix) => path.endsWith(suffix))) return format as ImageFormat
  }
  throw usageFailure(`"${path}" has no suffix of an image; name the file .binpb, .binpb.gz or .json`)
}

/** An image in the form of a format. Rejects with a Failure for an image that the format cannot hold. */
export async function encodeImageAs(format: ImageFormat, image: Image, contents: ImageContents): Promise<Uint8Array> {
  if (format === 'json') {
    const { imageToJson } = await import('./image-json.ts')
    return Buffer.from(imageToJson(image, contents))
  }
  const bytes = encodeImage(selectFiles(image, contents), encodeOptions(contents))
  return format === 'binpb' ? bytes : gzipSync(bytes)
}
