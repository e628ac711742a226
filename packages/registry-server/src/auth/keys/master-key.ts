import { MASTER_KEY_BYTES } from './seal.ts'

/** The key as operators write it, 32 bytes in hex or base64; undefined for anything else. */
export function parseMasterKey(text: string): Buffer | undefined {
  const trimmed = text.trim()
  const bytes = /^[0-9a-f]{64}$/i.test(trimmed)
    ? Buffer.from(trimmed, 'hex')
    : /^[\w+/-]{43}=?$/.test(trimmed)
      ? Buffer.from(trimmed, 'base64')
      : Buffer.alloc(0)
  return bytes.length === MASTER_KEY_BYTES ? bytes : undefined
}
