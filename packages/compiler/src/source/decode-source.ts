import { getTextEncoding } from '@bufbuild/protobuf/wire'
import type { Diagnostics } from '../diagnostic/diagnostics.ts'
import { findInvalidUtf8 } from './find-invalid-utf8.ts'
import { Source } from './source.ts'

/**
 * The longest text of one file, in bytes. Offsets stay far from the limits of strings and typed arrays, and one file
 * cannot fill the memory; the largest real schemas known have two megabytes.
 */
export const MAX_SOURCE_BYTES = 64 * 1024 * 1024

/**
 * Decodes the text of a file as UTF-8. A byte order mark at the very beginning stays: it counts in columns.
 * Returns undefined after reporting `source-too-large` or `invalid-utf8`.
 */
export function decodeSource(path: string, content: Uint8Array | string, diagnostics: Diagnostics): Source | undefined {
  if (content.length > MAX_SOURCE_BYTES) {
    const message = `This file has ${content.length} bytes, and the limit is ${MAX_SOURCE_BYTES}.`
    diagnostics.reportFile('source-too-large', 'error', path, message, { hint: 'Split it into several files.' })
    return undefined
  }
  const text = typeof content === 'string' ? content : getTextEncoding().decodeUtf8(content)
  const source = new Source(path, text)
  // The decoder puts U+FFFD where it cannot decode; whether that was written so can be seen in the bytes only.
  if (typeof content !== 'string' && text.includes('\uFFFD')) {
    const at = findInvalidUtf8(content)
    if (at !== undefined) {
      reportInvalid(source, content, at, diagnostics)
      return undefined
    }
  }
  return source
}

function reportInvalid(source: Source, content: Uint8Array, at: number, diagnostics: Diagnostics): void {
  const offset = getTextEncoding().decodeUtf8(content.subarray(0, at)).length
  const byte = (content[at] ?? 0).toString(16).toUpperCase().padStart(2, '0')
  const message = `The byte 0x${byte} here is not valid UTF-8, and .proto files must be UTF-8.`
  const hint = 'Save the file in UTF-8.'
  diagnostics.report('invalid-utf8', 'error', source, offset, offset + 1, message, { hint })
}
