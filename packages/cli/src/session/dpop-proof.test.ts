import { createHash, createPublicKey, verify } from 'node:crypto'
import { expect, test } from 'vitest'
import { generateDpopKey, makeDpopProof } from './dpop-proof.ts'

const decode = (part = '') => JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>

test('S64: a proof is signed by the key that it names, and says what it is for', () => {
  const key = generateDpopKey()
  const request = { method: 'POST', url: 'https://registry.example.com/a?b#c', accessToken: 'eyJ.x.y', nonce: 'n' }
  const proof = makeDpopProof(key, request)
  const [head, body, signature = ''] = proof.split('.')
  const { jwk, ...rest } = decode(head)
  expect(rest).toEqual({ typ: 'dpop+jwt', alg: 'ES256' })
  expect(jwk).toEqual({ kty: 'EC', crv: 'P-256', x: key.x, y: key.y })
  const publicKey = createPublicKey({ key: jwk as Record<string, string>, format: 'jwk' })
  const options = { key: publicKey, dsaEncoding: 'ieee-p1363' } as const
  expect(verify('sha256', Buffer.from(`${head}.${body}`), options, Buffer.from(signature, 'base64url'))).toBe(true)
  expect(decode(body)).toMatchObject({
    htm: 'POST',
    htu: 'https://registry.example.com/a',
    nonce: 'n',
    ath: createHash('sha256').update('eyJ.x.y').digest('base64url'),
  })
  const [, other] = makeDpopProof(key, { ...request, accessToken: undefined, nonce: '' }).split('.')
  expect(Object.keys(decode(other)).sort()).toEqual(['htm', 'htu', 'iat', 'jti'])
  expect(decode(other).jti).not.toBe(decode(body).jti)
})
