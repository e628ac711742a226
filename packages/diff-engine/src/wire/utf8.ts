import { utf8ToBytes } from '@noble/hashes/utils.js'

/** Text as UTF-8. */
export function encodeUtf8(text: string): Uint8Array {
  return utf8ToBytes(text)
}

/**
 * The text of UTF-8 bytes; undefined when they are not valid: overlong forms, surrogates and code points beyond
 * U+10FFFF are not. Source: RFC 3629, section 4.
 */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  let text = ''
  for (let pos = 0; pos < bytes.length; ) {
    const lead = bytes[pos] ?? 0
    const length = sequenceLength(lead)
    if (length === 0 || pos + length > bytes.length) return undefined
    let codePoint = length === 1 ? lead : lead & (0xff >> (length + 1))
    for (const byte of bytes.subarray(pos + 1, pos + length)) {
      if ((byte & 0xc0) !== 0x80) return undefined
      codePoint = (codePoint << 6) | (byte & 0x3f)
    }
    if (!isScalarOfLength(codePoint, length)) return undefined
    text += String.fromCodePoint(codePoint)
    pos += length
  }
  return text
}

function sequenceLength(lead: number): number {
  if (lead < 0x80) return 1
  if (lead < 0xc2) return 0
  if (lead < 0xe0) return 2
  if (lead < 0xf0) return 3
  return lead < 0xf5 ? 4 : 0
}

function isScalarOfLength(codePoint: number, length: number): boolean {
  if (length === 3) return codePoint >= 0x800 && (codePoint < 0xd800 || codePoint > 0xdfff)
  return length !== 4 || (codePoint >= 0x10000 && codePoint <= 0x10ffff)
}
