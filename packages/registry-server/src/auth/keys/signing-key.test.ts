import { randomBytes } from 'node:crypto'
import { calculateJwkThumbprint } from 'jose'
import { expect, test } from 'vitest'
import { MASTER_KEY_BYTES, openSecret } from './seal.ts'
import { generateSigningKey, importVerifyingKeys, openSigningKey, toJwks } from './signing-key.ts'

const MASTER_KEY = randomBytes(MASTER_KEY_BYTES)

test('a key is named by its thumbprint, opens under its master key alone, and signs what its public half verifies', async () => {
  const sealed = await generateSigningKey(MASTER_KEY)
  expect(sealed.kid).toBe(await calculateJwkThumbprint(sealed.publicJwk))
  expect(await openSigningKey(sealed, randomBytes(MASTER_KEY_BYTES))).toBeUndefined()
  expect(await openSigningKey({ ...sealed, kid: 'another' }, MASTER_KEY)).toBeUndefined()
  const opened = await openSigningKey(sealed, MASTER_KEY)
  const signature = await crypto.subtle.sign('Ed25519', opened!.privateKey, Buffer.from('text'))
  const ring = await importVerifyingKeys([sealed.publicJwk])
  expect(await crypto.subtle.verify('Ed25519', ring.get(sealed.kid)!, signature, Buffer.from('text'))).toBe(true)
})

test('what is published and what is stored holds no private half', async () => {
  const sealed = await generateSigningKey(MASTER_KEY)
  const { d } = JSON.parse(openSecret(sealed.sealedPrivateJwk, MASTER_KEY, `signing-key/${sealed.kid}`) ?? '')
  expect(d).toMatch(/^[\w-]{43}$/)
  expect(JSON.stringify(sealed)).not.toContain(d)
  const published = toJwks([{ ...sealed.publicJwk, d } as typeof sealed.publicJwk])
  expect(published).toEqual({ keys: [sealed.publicJwk] })
  expect(JSON.stringify(published)).not.toContain(d)
})
