import { createHash, createHmac } from 'node:crypto'
import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK, type JWTHeaderParameters, SignJWT } from 'jose'
import { beforeAll, expect, test } from 'vitest'
import { DPOP_WINDOW_MS, type DpopRequest, verifyDpopProof } from './dpop-proof.ts'

const NOW_MS = 1_800_000_000_000
const NOW_S = NOW_MS / 1000
const TOKEN = 'eyJ.the.token'
const ATH = createHash('sha256').update(TOKEN).digest('base64url')
const URL_TEXT = 'https://schemas.example.com/oauth2/token'
const REQUEST: DpopRequest = { method: 'POST', url: URL_TEXT, nowMs: NOW_MS }
const WITH_TOKEN: DpopRequest = { ...REQUEST, accessToken: TOKEN }
const CLAIMS = { jti: 'one', htm: 'POST', htu: URL_TEXT, iat: NOW_S, ath: ATH }

type Pair = Awaited<ReturnType<typeof generateKeyPair>>
let pair: Pair
let jwk: JWK

beforeAll(async () => {
  pair = await generateKeyPair('ES256', { extractable: true })
  jwk = await exportJWK(pair.publicKey)
})

function prove(claims: Record<string, unknown> = {}, header: Partial<JWTHeaderParameters> = {}, by: Pair = pair) {
  const all = Object.entries({ ...CLAIMS, ...claims }).filter(([, value]) => value !== undefined)
  return new SignJWT(Object.fromEntries(all))
    .setProtectedHeader({ alg: 'ES256', typ: 'dpop+jwt', jwk, ...header })
    .sign(by.privateKey)
}

async function problemOf(proof: string, request: DpopRequest = WITH_TOKEN) {
  const result = await verifyDpopProof(proof, request)
  return 'problem' in result ? result.problem : undefined
}

test('S64: a proof of either kind gives the thumbprint of its key', async () => {
  expect(await verifyDpopProof(await prove(), WITH_TOKEN)).toEqual({
    thumbprint: await calculateJwkThumbprint(jwk),
    jti: 'one',
  })
  const ed = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true })
  const edJwk = await exportJWK(ed.publicKey)
  const proof = await prove({}, { alg: 'EdDSA', jwk: edJwk }, ed)
  expect(await verifyDpopProof(proof, WITH_TOKEN)).toMatchObject({ thumbprint: await calculateJwkThumbprint(edJwk) })
  expect(await problemOf(await prove({ ath: undefined }), REQUEST)).toBeUndefined()
})

test('S64: the example of RFC 9449 section 4.1 verifies at its time', async () => {
  const proof =
    'eyJ0eXAiOiJkcG9wK2p3dCIsImFsZyI6IkVTMjU2IiwiandrIjp7Imt0eSI6IkVDIiwieCI6Imw4dEZyaHgtMzR0VjNoUklDUkRZOXpDa0RscEJoRjQyVVFVZldWQVdCRnMiLCJ5IjoiOVZFNGpmX09rX282NHpiVFRsY3VOSmFqSG10NnY5VERWclUwQ2R2R1JEQSIsImNydiI6IlAtMjU2In19.eyJqdGkiOiItQndDM0VTYzZhY2MybFRjIiwiaHRtIjoiUE9TVCIsImh0dSI6Imh0dHBzOi8vc2VydmVyLmV4YW1wbGUuY29tL3Rva2VuIiwiaWF0IjoxNTYyMjYyNjE2fQ.2-GxA6T8lP4vfrg8v-FdWP0A0zdrj8igiMLvqRMUvwnQg4PtFLbdLXiOSsX0x7NVY-FNyJK70nfbV37xRZT3Lg'
  const request = { method: 'POST', url: 'https://server.example.com/token', nowMs: 1_562_262_616_000 }
  expect(await verifyDpopProof(proof, request)).toEqual({
    // Source: RFC 9449 section 6.1, `jkt` of the same key.
    thumbprint: '0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I',
    jti: '-BwC3ESc6acc2lTc',
  })
})

test('S64: without the key there is no proof', async () => {
  const stranger = await generateKeyPair('ES256', { extractable: true })
  expect(await problemOf(await prove({}, {}, stranger))).toBe('signature')
  const { thumbprint } = (await verifyDpopProof(
    await prove({}, { jwk: await exportJWK(stranger.publicKey) }, stranger),
    WITH_TOKEN,
  )) as { thumbprint: string }
  expect(thumbprint).not.toBe(await calculateJwkThumbprint(jwk))
})

test.each([
  ['for another method', { htm: 'GET' }, 'method'],
  ['for the method in other letters', { htm: 'post' }, 'method'],
  ['for no method', { htm: undefined }, 'method'],
  ['for another path', { htu: `${URL_TEXT}/x` }, 'url'],
  ['for another host', { htu: 'https://schemas.example.com.evil.example/oauth2/token' }, 'url'],
  ['for the host as a user', { htu: 'https://schemas.example.com@evil.example/oauth2/token' }, 'url'],
  ['for another scheme', { htu: URL_TEXT.replace('https', 'http') }, 'url'],
  ['for what is no URL', { htu: '/oauth2/token' }, 'url'],
  ['for no URL', { htu: undefined }, 'url'],
  ['with a query', { htu: `${URL_TEXT}?a=b#c` }, undefined],
  ['in another form of the URL', { htu: 'HTTPS://SCHEMAS.example.com:443/x/../oauth2/token' }, undefined],
  ['as old as may be', { iat: NOW_S - DPOP_WINDOW_MS / 1000 }, undefined],
  ['too old', { iat: NOW_S - DPOP_WINDOW_MS / 1000 - 1 }, 'stale'],
  ['too far ahead', { iat: NOW_S + DPOP_WINDOW_MS / 1000 + 1 }, 'stale'],
  ['without a time', { iat: undefined }, 'stale'],
  ['for another access token', { ath: createHash('sha256').update('x').digest('base64url') }, 'access-token'],
  ['for no access token', { ath: undefined }, 'access-token'],
  ['with the token itself', { ath: TOKEN }, 'access-token'],
  ['without an id', { jti: undefined }, 'claims'],
  ['with an empty id', { jti: '' }, 'claims'],
  ['with a huge id', { jti: 'x'.repeat(200) }, 'claims'],
])('S64: a proof %s', async (_, claims, problem) => {
  expect(await problemOf(await prove(claims))).toBe(problem)
})

test('S64: a nonce of the server is asked for where there is one', async () => {
  const request = { ...WITH_TOKEN, isNonce: (nonce: string) => nonce === 'fresh' }
  expect(await problemOf(await prove({ nonce: 'fresh' }), request)).toBeUndefined()
  expect(await problemOf(await prove({ nonce: 'stale' }), request)).toBe('nonce')
  expect(await problemOf(await prove({ nonce: ['fresh'] }), request)).toBe('nonce')
  expect(await problemOf(await prove(), request)).toBe('nonce')
})

test('S64: no secret key, private key, foreign kind or other source of keys is taken', async () => {
  const privateJwk = await exportJWK(pair.privateKey)
  expect(await problemOf(await prove({}, { jwk: privateJwk }))).toBe('key')
  const rsa = await generateKeyPair('RS256', { extractable: true })
  expect(await problemOf(await prove({}, { alg: 'RS256', jwk: await exportJWK(rsa.publicKey) }, rsa))).toBe('algorithm')
  const ed = await generateKeyPair('EdDSA', { extractable: true })
  expect(await problemOf(await prove({}, { jwk: await exportJWK(ed.publicKey) }))).toBe('key')
  expect(await problemOf(await prove({}, { jwk: undefined } as unknown as JWTHeaderParameters))).toBe('key')
  expect(await problemOf(await prove({}, { jwk: { ...jwk, x: `${jwk.x}=` } }))).toBe('key')
  expect(await problemOf(await prove({}, { jwk: { ...jwk, x: 'A'.repeat(43) } }))).toBe('key')
  expect(await problemOf(await prove({}, { jku: 'https://evil.example' }))).toBe('header')
  expect(await problemOf(await prove({}, { typ: 'JWT' }))).toBe('type')

  const assemble = (header: object, sign: (input: string) => string) => {
    const input = [header, CLAIMS].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')
    return `${input}.${sign(input)}`
  }
  expect(await problemOf(assemble({ alg: 'none', typ: 'dpop+jwt', jwk }, () => ''))).toBe('algorithm')
  const hmac = (input: string) =>
    createHmac('sha256', jwk.x ?? '')
      .update(input)
      .digest('base64url')
  expect(await problemOf(assemble({ alg: 'HS256', typ: 'dpop+jwt', jwk }, hmac))).toBe('algorithm')
  expect(await problemOf(assemble({ alg: 'ES256', typ: 'dpop+jwt', jwk }, () => 'AA'))).toBe('signature')
})

test.each(['', 'a', 'a.b.c', '..', `${'x'.repeat(10_240)}.a.b`, 'eyJ\0.a.b'])(
  'S05: %j is refused without an exception',
  async (proof) => {
    expect(await problemOf(proof)).toBe('malformed')
  },
)
