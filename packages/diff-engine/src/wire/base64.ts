const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** Bytes in the standard alphabet, with padding: the form that ProtoJSON writes. Source: RFC 4648, section 4. */
export function encodeBase64(bytes: Uint8Array): string {
  let text = ''
  for (let i = 0; i < bytes.length; i += 3) {
    const group = bytes.subarray(i, i + 3)
    const bits = ((group[0] ?? 0) << 16) | ((group[1] ?? 0) << 8) | (group[2] ?? 0)
    const digits = [18, 12, 6, 0].map((shift) => ALPHABET[(bits >> shift) & 63])
    text += digits
      .slice(0, group.length + 1)
      .join('')
      .padEnd(4, '=')
  }
  return text
}

/**
 * The bytes of a text in the standard or the URL-safe alphabet, with or without padding, as ProtoJSON readers take it;
 * undefined when it is neither. Bits that fill no byte are ignored. Source: ProtoJSON; RFC 4648, sections 4 and 5.
 */
export function decodeBase64(text: string): Uint8Array | undefined {
  const digits = text.replace(/=+$/, '')
  const padding = text.length - digits.length
  if (digits.length % 4 === 1 || (padding > 0 && (padding > 2 || text.length % 4 !== 0))) return undefined
  const bytes: number[] = []
  let bits = 0
  let count = 0
  for (const digit of digits.replaceAll('-', '+').replaceAll('_', '/')) {
    const index = ALPHABET.indexOf(digit)
    if (index < 0) return undefined
    bits = ((bits << 6) | index) & 0xffffff
    count += 6
    if (count >= 8) {
      count -= 8
      bytes.push((bits >> count) & 0xff)
    }
  }
  return Uint8Array.from(bytes)
}
