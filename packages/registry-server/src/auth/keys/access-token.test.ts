import { createHmac, randomBytes } from 'node:crypto'
import { exportJWK, generateKeyPair, type JWTHeaderParameters, SignJWT } from 'jose'
import { beforeAll, expect, test } from 'vitest'
import { type AccessTokenClaims, looksLikeAccessToken, signAccessToken, verifyAccessToken } from './access-token.ts'
import { MASTER_KEY_BYTES } from './seal.ts'
import {
  generateSigningKey,
  importVerifyingKeys,
  openSigningKey,
  type PublicJwk,
  type SigningKey,
  type VerifyingKeys,
} from './signing-key.ts'

const ORIGIN = 'https://schemas.example.com'
const NOW_S = 1_800_000_000
const EXPECTED = { issuer: ORIGIN, audience: ORIGIN, nowMs: NOW_S * 1000, clockToleranceS: 5 }
const CLAIMS: AccessTokenClaims = {
  iss: ORIGIN,
  aud: ORIGIN,
  sub: 'a'.repeat(32),
  sid: 'b'.repeat(32),
  jti: 'c'.repeat(32),
  client_id: 'cli',
  scope: 'read push:acme/orders',
  gen: 0,
  iat: NOW_S,
  nbf: NOW_S,
  exp: NOW_S + 300,
}

const masterKey = randomBytes(MASTER_KEY_BYTES)
let key: SigningKey
let publicJwk: PublicJwk
let keys: VerifyingKeys

beforeAll(async () => {
  const sealed = await generateSigningKey(masterKey)
  publicJwk = sealed.publicJwk
  key = (await openSigningKey(sealed, masterKey))!
  keys = await importVerifyingKeys([publicJwk])
})

/** A token of our own key in everything but what is said here. */
function forge(claims: Record<string, unknown> = {}, header: Partial<JWTHeaderParameters> = {}, by = key) {
  const all = Object.entries({ ...CLAIMS, ...claims }).filter(([, value]) => value !== undefined)
  return new SignJWT(Object.fromEntries(all))
    .setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt', kid: by.kid, ...header })
    .sign(by.privateKey)
}

/** A token put together by hand, for what no library would sign. */
function assemble(header: object, signature: (input: string) => string, claims: object = CLAIMS): string {
  const input = [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')
  return `${input}.${signature(input)}`
}

async function problemOf(jwt: string, expected = EXPECTED) {
  const result = await verifyAccessToken(jwt, keys, expected)
  return 'problem' in result ? result.problem : undefined
}

test('what was signed comes back, bound or not', async () => {
  const jwt = await signAccessToken(CLAIMS, key)
  expect(looksLikeAccessToken(jwt)).toBe(true)
  expect(looksLikeAccessToken('wps_eyJhbGci')).toBe(false)
  expect(await verifyAccessToken(jwt, keys, EXPECTED)).toEqual({ claims: CLAIMS })
  for (const cnf of [{ jkt: 'x' }, { 'x5t#S256': 'x' }]) {
    const bound = { ...CLAIMS, cnf }
    expect(await verifyAccessToken(await signAccessToken(bound, key), keys, EXPECTED)).toEqual({ claims: bound })
  }
})

test('S61: an unsigned token, and one signed with our public key as a secret, are refused', async () => {
  const { kid, x } = publicJwk
  const hmac = (secret: string | Buffer) => (input: string) =>
    createHmac('sha256', secret).update(input).digest('base64url')
  for (const alg of ['none', 'None', 'nOnE', 'NONE', '']) {
    expect(await problemOf(assemble({ alg, typ: 'at+jwt', kid }, () => ''))).toBe('algorithm')
  }
  for (const secret of [x, Buffer.from(x, 'base64url'), JSON.stringify(publicJwk), '']) {
    expect(await problemOf(assemble({ alg: 'HS256', typ: 'at+jwt', kid }, hmac(secret)))).toBe('algorithm')
  }
  const signed = await forge()
  expect(await problemOf(signed.replace(/\.[^.]*$/, '.'))).toBe('signature')
})

test('S61: another key, another algorithm and changed claims are refused', async () => {
  const stranger = (await openSigningKey(await generateSigningKey(masterKey), masterKey))!
  expect(await problemOf(await forge({}, {}, stranger))).toBe('unknown-key')
  expect(await problemOf(await forge({}, { kid: key.kid }, stranger))).toBe('signature')
  const ec = await generateKeyPair('ES256')
  expect(await problemOf(await forge({}, { alg: 'ES256' }, { kid: key.kid, privateKey: ec.privateKey }))).toBe(
    'algorithm',
  )
  const [header, , signature] = (await forge()).split('.')
  const claims = Buffer.from(JSON.stringify({ ...CLAIMS, scope: 'admin' })).toString('base64url')
  expect(await problemOf(`${header}.${claims}.${signature}`)).toBe('signature')
})

test.each([
  ['a path', '../../../../dev/null'],
  ['SQL', "x' UNION SELECT 'key"],
  ['a name of every object', '__proto__'],
  ['nothing', ''],
])('S61: a kid that is %s finds no key', async (_, kid) => {
  expect(await problemOf(await forge({}, { kid }))).toBe('unknown-key')
})

test('S61: no key and no rule is taken from the header', async () => {
  const own = await generateKeyPair('EdDSA', { extractable: true })
  const jwk = await exportJWK(own.publicKey)
  const by = { kid: key.kid, privateKey: own.privateKey }
  for (const header of [
    { jwk },
    { jku: 'https://evil.example/jwks' },
    { x5u: 'https://evil.example/x' },
    { x5c: [] },
  ]) {
    expect(await problemOf(await forge({}, header, by))).toBe('header')
    expect(await problemOf(await forge({}, header))).toBe('header')
  }
  expect(
    await problemOf(assemble({ alg: 'EdDSA', typ: 'at+jwt', kid: key.kid, crit: ['exp'], exp: 1 }, () => 'AA')),
  ).toBe('header')
})

test.each([
  ['an ID token', { typ: 'JWT' }, 'type'],
  ['a proof of possession', { typ: 'dpop+jwt' }, 'type'],
  ['the long form, which we never write', { typ: 'application/at+jwt' }, 'type'],
  ['no type', { typ: undefined }, 'type'],
])('S61: %s is no access token', async (_, header, problem) => {
  expect(await problemOf(await forge({}, header as JWTHeaderParameters))).toBe(problem)
})

test.each([
  ['expired', { exp: NOW_S - 6 }, 'expired'],
  ['expired within what clocks may differ', { exp: NOW_S - 4 }, undefined],
  ['without an end', { exp: undefined }, 'claims'],
  ['with an end that is text', { exp: '9999999999' }, 'claims'],
  ['not yet valid', { nbf: NOW_S + 60 }, 'not-yet-valid'],
  ['issued in the future', { iat: NOW_S + 60 }, 'not-yet-valid'],
  ['without nbf', { nbf: undefined }, 'claims'],
  ['without iat', { iat: undefined }, 'claims'],
  ['of another issuer', { iss: 'https://evil.example' }, 'issuer'],
  ['without an issuer', { iss: undefined }, 'issuer'],
  ['for another audience', { aud: 'https://other.example' }, 'audience'],
  ['for a prefix of ours', { aud: `${ORIGIN}/` }, 'audience'],
  ['for us and others', { aud: [ORIGIN, 'https://other.example'] }, 'claims'],
  ['without an audience', { aud: undefined }, 'audience'],
  ['without a session', { sid: undefined }, 'claims'],
  ['without a generation', { gen: undefined }, 'claims'],
  ['with a session that is no text', { sid: 7 }, 'claims'],
  ['bound to what we do not know', { cnf: { jwk: {} } }, 'claims'],
  ['bound to nothing', { cnf: {} }, 'claims'],
  ['bound to two keys', { cnf: { jkt: 'x', 'x5t#S256': 'y' } }, 'claims'],
  ['bound to null', { cnf: null }, 'claims'],
])('S61: a token %s', async (_, claims, problem) => {
  expect(await problemOf(await forge(claims))).toBe(problem)
})

test.each([
  '',
  '.',
  '..',
  'eyJ',
  'eyJ..',
  'a.b.c',
  'eyJhbGciOiJFZERTQSJ9.e30',
  `eyJ${'x'.repeat(10_240)}.e.e`,
  'eyJ\0.a.b',
])('S05: %j is refused without an exception', async (jwt) => {
  expect(await problemOf(jwt)).toMatch(/^(malformed|type)$/)
})
