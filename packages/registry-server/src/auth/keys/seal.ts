import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

/** Bytes of a master key: AES-256. */
export const MASTER_KEY_BYTES = 32
/** The version of the sealed form, so that another cipher can follow. */
const VERSION = 'v1'
const CIPHER = 'aes-256-gcm'
/** 96 random bits. Source: NIST SP 800-38D section 8.2.2; far fewer than 2^32 secrets are sealed under one key. */
const NONCE_BYTES = 12
const TAG_BYTES = 16

/**
 * Encrypts a secret for the store, so that a copy of the database alone is of no use. `purpose` says what and whose it is
 * (such as `signing-key/KID`): what was sealed for one purpose does not open for another, so that nobody who can write
 * the database can put one secret in the place of another. The form is `v1.NONCE.CIPHERTEXT`, base64url.
 */
export function sealSecret(secret: string, masterKey: Uint8Array, purpose: string): string {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv(CIPHER, masterKey, nonce, { authTagLength: TAG_BYTES })
  cipher.setAAD(associatedData(purpose))
  const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final(), cipher.getAuthTag()])
  return [VERSION, nonce.toString('base64url'), sealed.toString('base64url')].join('.')
}

/** The secret that `sealSecret` hid; undefined when it was changed, or sealed under another key or for another purpose. */
export function openSecret(text: string, masterKey: Uint8Array, purpose: string): string | undefined {
  const [version, nonceText = '', sealedText = '', ...rest] = text.split('.')
  const nonce = Buffer.from(nonceText, 'base64url')
  const sealed = Buffer.from(sealedText, 'base64url')
  if (version !== VERSION || rest.length > 0 || nonce.length !== NONCE_BYTES || sealed.length < TAG_BYTES) {
    return undefined
  }
  const decipher = createDecipheriv(CIPHER, masterKey, nonce, { authTagLength: TAG_BYTES })
  decipher.setAAD(associatedData(purpose))
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES))
  const opened = decipher.update(sealed.subarray(0, -TAG_BYTES))
  try {
    return Buffer.concat([opened, decipher.final()]).toString('utf8')
  } catch {
    // OpenSSL says no more than that the tag does not fit.
    return undefined
  }
}

function associatedData(purpose: string): Buffer {
  return Buffer.from(`wireproof ${VERSION} ${purpose}`)
}
