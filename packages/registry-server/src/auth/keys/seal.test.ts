import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { MASTER_KEY_BYTES, openSecret, sealSecret } from './seal.ts'

const KEY = randomBytes(MASTER_KEY_BYTES)
const SECRET = 'a secret with ünicode'

test('a sealed secret opens under its key, for its purpose, and nowhere else', () => {
  const sealed = sealSecret(SECRET, KEY, 'signing-key/a')
  expect(sealed).toMatch(/^v1\.[\w-]{16}\.[\w-]+$/)
  expect(sealed).not.toContain(Buffer.from(SECRET).toString('base64url').slice(0, 8))
  expect(sealSecret(SECRET, KEY, 'signing-key/a')).not.toBe(sealed)
  expect(openSecret(sealed, KEY, 'signing-key/a')).toBe(SECRET)
  expect(openSecret(sealed, KEY, 'signing-key/b')).toBeUndefined()
  expect(openSecret(sealed, randomBytes(MASTER_KEY_BYTES), 'signing-key/a')).toBeUndefined()
})

test('no bit of it can be changed', () => {
  const sealed = sealSecret(SECRET, KEY, 'p')
  const [version, nonce = '', body = ''] = sealed.split('.')
  for (const part of [nonce, body]) {
    const bytes = Buffer.from(part, 'base64url')
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const changed = Buffer.from(bytes)
      changed[bit >> 3]! ^= 1 << (bit & 7)
      const text = sealed.replace(part, changed.toString('base64url'))
      expect(openSecret(text, KEY, 'p')).toBeUndefined()
    }
  }
  for (const text of ['', 'v1', `v2.${nonce}.${body}`, `${version}.${nonce}.`, `${sealed}.x`, `${version}..${body}`]) {
    expect(openSecret(text, KEY, 'p')).toBeUndefined()
  }
})
