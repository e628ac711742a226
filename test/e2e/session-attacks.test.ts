import { createHash, createHmac, generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeFolder } from '../support/make-folder.ts'
import { rawRequest } from '../support/raw-request.ts'
import { CREATE_MODULES, callRegistry } from '../support/registry-calls.ts'
import { type RegistryProcess, startRegistry } from '../support/registry-process.ts'
import {
  ACCOUNTS,
  type Browser,
  browserWith,
  COOKIE,
  cookieOf,
  inviteUser,
  logIn,
  SESSIONS,
  send,
  signIn,
  signInForTokens,
  type Tokens,
  tokensOf,
} from '../support/session-client.ts'

const GET_CURRENT = `${SESSIONS}/GetCurrentSession`
const REFRESH = `${SESSIONS}/RefreshSession`
const TOKENS = 'wireproof.registry.v1.TokenService'
const NOBODY = ''.padEnd(43, 'x')

/** What an attack gets: the status, and that nothing of the inside is shown. */
function expectRefused(
  answer: { status: number; text?: string; body?: unknown },
  ...statuses: readonly number[]
): void {
  const text = answer.text ?? JSON.stringify(answer.body)
  expect(statuses, text.slice(0, 300)).toContain(answer.status)
  expect(text).not.toMatch(/\bat .*\.[jt]s:\d|SQLITE|select .* from|node_modules/i)
}

const base64url = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

/** The parts of a JWT. */
function readJwt(jwt: string): { header: Record<string, unknown>; payload: Record<string, unknown> } {
  const [header = '', payload = ''] = jwt.split('.')
  const parse = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>
  return { header: parse(header), payload: parse(payload) }
}

describe('attacks on a registry that runs', { timeout: 120_000 }, () => {
  const folder = makeFolder('attacks')
  let registry: RegistryProcess
  let password: string
  let host: string

  beforeAll(async () => {
    // Behind a proxy that comes from an address of this machine which is not the tests' own.
    registry = await startRegistry(folder, { WIREPROOF_TRUSTED_PROXY: '127.0.0.2', WIREPROOF_HOST: '127.0.0.1' })
    host = registry.host
    password = await inviteUser(host, registry.token, 'ada', 'WRITER')
  })
  afterAll(async () => {
    await registry.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  describe('fixation', () => {
    test('S04, S15: an identifier that an attacker chose is never adopted', async () => {
      const chosen = `wps_${NOBODY}`
      const answer = await logIn(host, 'ada', password, { headers: { cookie: `${COOKIE}=${chosen}` } })
      expect(answer.status).toBe(200)
      expect(cookieOf(answer)).not.toBe(chosen)
      const forced = browserWith(host, { cookie: chosen, forgeryToken: '', sessionId: '' })
      expectRefused(await forced.call(GET_CURRENT, {}), 401)
    })

    test('S15: a session that an attacker has planted ends when its victim logs in over it', async () => {
      const planted = await signIn(host, 'ada', password)
      const answer = await logIn(host, 'ada', password, { headers: { cookie: `${COOKIE}=${planted.cookie}` } })
      expect(cookieOf(answer)).not.toBe(planted.cookie)
      expectRefused(await planted.call(GET_CURRENT, {}), 401)
    })
  })

  describe('replay', () => {
    test('S55: an old refresh token ends the session of the thief and of the victim', async () => {
      const first = await signInForTokens(host, 'ada', password)
      const second = tokensOf(await callRegistry(host, REFRESH, { refreshToken: first.refreshToken }))
      const third = tokensOf(await callRegistry(host, REFRESH, { refreshToken: second.refreshToken }))
      expectRefused(await callRegistry(host, REFRESH, { refreshToken: first.refreshToken }), 401)
      expectRefused(await callRegistry(host, REFRESH, { refreshToken: third.refreshToken }), 401)
      expectRefused(await callRegistry(host, GET_CURRENT, {}, third.accessToken), 401)
    })

    test('S22: a cookie that was kept after logging out opens nothing', async () => {
      const browser = await signIn(host, 'ada', password)
      expect((await browser.call(`${SESSIONS}/RevokeSession`, {})).status).toBe(200)
      expectRefused(await browser.call(GET_CURRENT, {}), 401)
    })

    test('S58: an access token that was taken before its session was revoked opens nothing', async () => {
      const tokens = await signInForTokens(host, 'ada', password)
      expect((await callRegistry(host, GET_CURRENT, {}, tokens.accessToken)).status).toBe(200)
      expect((await callRegistry(host, `${SESSIONS}/RevokeToken`, { token: tokens.refreshToken })).status).toBe(200)
      expectRefused(await callRegistry(host, GET_CURRENT, {}, tokens.accessToken), 401)
    })
  })

  describe('forged access tokens', () => {
    let tokens: Tokens
    const { privateKey, publicKey } = generateKeyPairSync('ed25519')
    const jwk = publicKey.export({ format: 'jwk' })

    beforeAll(async () => {
      tokens = await signInForTokens(host, 'ada', password)
    })

    /** Our own token with other parts, signed with the attacker's key. */
    const forge = (changes: { header?: Record<string, unknown>; payload?: Record<string, unknown> }): string => {
      const { header, payload } = readJwt(tokens.accessToken)
      const signed = [base64url({ ...header, ...changes.header }), base64url({ ...payload, ...changes.payload })].join(
        '.',
      )
      return `${signed}.${sign(null, Buffer.from(signed), privateKey).toString('base64url')}`
    }
    const unsigned = (alg: string) => {
      const { header, payload } = readJwt(tokens.accessToken)
      return `${base64url({ ...header, alg })}.${base64url(payload)}.`
    }

    test('S61: the real one is taken', async () => {
      expect((await callRegistry(host, GET_CURRENT, {}, tokens.accessToken)).status).toBe(200)
    })

    test.each([
      ['no algorithm', () => unsigned('none')],
      ['no algorithm, in other letters', () => unsigned('nOnE')],
      ['another key', () => forge({})],
      ['a key in the header', () => forge({ header: { jwk } })],
      ['a key behind a link', () => forge({ header: { jku: 'https://keys.example.com/jwks.json' } })],
      ['a certificate behind a link', () => forge({ header: { x5u: 'https://keys.example.com/cert.pem' } })],
      ['a path as the name of the key', () => forge({ header: { kid: '../../../../dev/null' } })],
      ['SQL as the name of the key', () => forge({ header: { kid: "' OR 1=1 --" } })],
      ['a critical extension', () => forge({ header: { crit: ['b64'], b64: false } })],
      ['another type', () => forge({ header: { typ: 'JWT' } })],
      ['another audience', () => forge({ payload: { aud: 'https://other.example.com' } })],
      ['another issuer', () => forge({ payload: { iss: 'https://other.example.com' } })],
      ['an end long ago', () => forge({ payload: { exp: 1 } })],
      ['a public key as a shared secret', () => hmacSigned()],
      ['the signature cut off', () => tokens.accessToken.split('.').slice(0, 2).join('.')],
      ['the signature of another token', () => withOtherPayload()],
    ] as const)('S61: %s is refused', async (_, make) => {
      expectRefused(await callRegistry(host, GET_CURRENT, {}, make()), 401)
    })

    const hmacSigned = (): string => {
      const { header, payload } = readJwt(tokens.accessToken)
      const signed = `${base64url({ ...header, alg: 'HS256' })}.${base64url(payload)}`
      const key = publicKey.export({ format: 'pem', type: 'spki' }).toString()
      return `${signed}.${createHmac('sha256', key).update(signed).digest('base64url')}`
    }
    const withOtherPayload = (): string => {
      const [header, , signature] = tokens.accessToken.split('.')
      const { payload } = readJwt(tokens.accessToken)
      return [header, base64url({ ...payload, sub: '1'.repeat(32) }), signature].join('.')
    }
  })

  describe('a stolen token that is bound to a key', () => {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519')
    const thief = generateKeyPairSync('ed25519')

    /** A proof of possession. Source: RFC 9449 section 4.2. */
    const prove = (
      key: typeof privateKey,
      jwk: object,
      method: string,
      path: string,
      more: Record<string, unknown> = {},
    ): string => {
      const header = { typ: 'dpop+jwt', alg: 'EdDSA', jwk }
      const payload = {
        jti: randomBytes(16).toString('hex'),
        htm: method,
        htu: `http://${host}${path}`,
        iat: Math.floor(Date.now() / 1000),
        ...more,
      }
      const signed = `${base64url(header)}.${base64url(payload)}`
      return `${signed}.${sign(null, Buffer.from(signed), key).toString('base64url')}`
    }
    const ath = (token: string) => createHash('sha256').update(token).digest('base64url')
    const jwkOf = (key: typeof publicKey) => key.export({ format: 'jwk' })

    /** Sends a request with a proof, and again with the nonce that the answer asks for. */
    const sendProven = async (
      path: string,
      headers: Record<string, string>,
      body: object,
      proof: (nonce: Record<string, unknown>) => string,
    ) => {
      const once = (nonce: Record<string, unknown>) =>
        send(host, path, {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...headers, dpop: proof(nonce) },
          body: JSON.stringify(body),
        })
      const answer = await once({})
      const nonce = answer.headers.get('dpop-nonce')
      return answer.status === 200 || nonce === null ? answer : once({ nonce })
    }

    test('S64: is of no use without the key, with another one, or with a proof that was seen before', async () => {
      const login = `/${SESSIONS}/CreateSession`
      const answer = await sendProven(
        login,
        {},
        { password: { name: 'ada', password }, strategy: 'STRATEGY_TOKEN' },
        (nonce) => prove(privateKey, jwkOf(publicKey), 'POST', login, nonce),
      )
      const tokens = tokensOf(answer)
      expect(answer.body).toMatchObject({ tokens: { tokenType: 'DPoP' } })

      const path = `/${GET_CURRENT}`
      const bound = { authorization: `DPoP ${tokens.accessToken}` }
      let seen = ''
      const owner = await sendProven(path, bound, {}, (nonce) => {
        seen = prove(privateKey, jwkOf(publicKey), 'POST', path, { ath: ath(tokens.accessToken), ...nonce })
        return seen
      })
      expect(owner.status).toBe(200)

      expectRefused(await callRegistry(host, GET_CURRENT, {}, tokens.accessToken), 401)
      const post = { method: 'POST', body: '{}' }
      const json = { 'content-type': 'application/json' }
      expectRefused(await send(host, path, { ...post, headers: { ...json, ...bound } }), 401)
      expectRefused(await send(host, path, { ...post, headers: { ...json, ...bound, dpop: seen } }), 401)
      const stolen = await sendProven(path, bound, {}, (nonce) =>
        prove(thief.privateKey, jwkOf(thief.publicKey), 'POST', path, { ath: ath(tokens.accessToken), ...nonce }),
      )
      expectRefused(stolen, 401)
      const elsewhere = await sendProven(path, bound, {}, (nonce) =>
        prove(privateKey, jwkOf(publicKey), 'POST', `/${CREATE_MODULES}`, { ath: ath(tokens.accessToken), ...nonce }),
      )
      expectRefused(elsewhere, 401)
      expectRefused(await callRegistry(host, REFRESH, { refreshToken: tokens.refreshToken }), 400, 401)
    })
  })

  describe('posts from another site', () => {
    let victim: Browser

    beforeAll(async () => {
      victim = await signIn(host, 'ada', password)
    })

    const cookies = () => ({ cookie: `${COOKIE}=${victim.cookie}` })
    const json = { 'content-type': 'application/json' }
    const evil = { origin: 'https://evil.example.com', 'sec-fetch-site': 'cross-site' }
    const revoke = (headers: Record<string, string>, body = '{}') =>
      send(host, `/${SESSIONS}/RevokeSessions`, { method: 'POST', headers, body })

    test.each([
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'text/plain',
      'text/plain;charset=UTF-8',
      'application/json',
      'application/proto',
      'application/octet-stream',
      '',
    ])('S36, S40: with the content type "%s" are refused', async (type) => {
      const headers = { ...cookies(), ...evil, ...(type === '' ? {} : { 'content-type': type }) }
      expectRefused(await revoke(headers), 403, 415)
    })

    test('S37: from a neighbour under the same domain are refused', async () => {
      const neighbour = { origin: 'http://other.localhost', 'sec-fetch-site': 'same-site' }
      const token = { 'wireproof-forgery-token': victim.forgeryToken }
      expectRefused(await revoke({ ...cookies(), ...json, ...token, ...neighbour }), 403)
    })

    test('S38: that hide where they come from are refused', async () => {
      const token = { 'wireproof-forgery-token': victim.forgeryToken }
      expectRefused(await revoke({ ...cookies(), ...json, ...token }), 403)
      expectRefused(await revoke({ ...cookies(), ...json, ...token, origin: 'null' }), 403)
      expectRefused(await revoke({ ...cookies(), ...json, ...token, referer: `http://${host}.example.com/` }), 403)
    })

    test('S39: with the forgery token of another session are refused', async () => {
      const other = await signIn(host, 'ada', password)
      const own = { origin: `http://${host}`, 'sec-fetch-site': 'same-origin' }
      for (const token of [other.forgeryToken, '', NOBODY]) {
        expectRefused(await revoke({ ...cookies(), ...json, ...own, 'wireproof-forgery-token': token }), 403)
      }
      expectRefused(await revoke({ ...cookies(), ...json, ...own }), 403)
    })

    test('S41: log nobody in', async () => {
      expectRefused(await logIn(host, 'ada', password, { headers: evil }), 403)
      const form = new URLSearchParams({ name: 'ada', password }).toString()
      const headers = { 'content-type': 'application/x-www-form-urlencoded', ...evil }
      expectRefused(await send(host, '/login', { method: 'POST', headers, body: form }), 403)
    })

    test('S24, S42: a link to the place of logging out does nothing', async () => {
      await send(host, '/logout', { headers: { ...cookies(), 'sec-fetch-site': 'cross-site' } })
      expect((await victim.call(GET_CURRENT, {})).status).toBe(200)
    })

    test('S43: scripts of another site read nothing', async () => {
      const answers = [
        await revoke({ ...cookies(), ...json, ...evil }),
        await send(host, '/', { headers: { ...cookies(), ...evil } }),
        await send(host, `/${GET_CURRENT}`, {
          method: 'OPTIONS',
          headers: { ...evil, 'access-control-request-method': 'POST' },
        }),
      ]
      for (const { headers } of answers) expect(headers.get('access-control-allow-origin')).toBeNull()
    })

    test('S36: after all of this the session of the victim is alive', async () => {
      expect((await victim.call(GET_CURRENT, {})).status).toBe(200)
    })
  })

  describe('identifiers', () => {
    test('S06: in the URL or in a body count for nothing', async () => {
      const browser = await signIn(host, 'ada', password)
      const { accessToken } = await signInForTokens(host, 'ada', password)
      const places = [
        `/${GET_CURRENT}?session=${browser.cookie}`,
        `/${GET_CURRENT}?access_token=${accessToken}`,
        `/${GET_CURRENT}?${COOKIE}=${browser.cookie}`,
      ]
      for (const path of places) {
        const headers = { 'content-type': 'application/json' }
        expectRefused(await send(host, path, { method: 'POST', headers, body: '{}' }), 401)
      }
    })

    test('S05: of 10 KB are refused, and so are binary ones, quotes and line breaks', async () => {
      const long = 'x'.repeat(10_240)
      expectRefused(await callRegistry(host, GET_CURRENT, {}, `wps_${long}`), 401)
      expectRefused(await send(host, '/', { headers: { cookie: `${COOKIE}=wps_${long}` } }), 200, 303, 401)
      for (const value of [
        'wps_\u0000\u0001',
        `wps_' OR '1'='1`,
        'wps_"',
        'wps_%00%0d%0aSet-Cookie:x',
        'wps_\u00ff\u00fe',
      ]) {
        for (const line of [`authorization: Bearer ${value}`, `cookie: ${COOKIE}=${value}`]) {
          const request = `POST /${GET_CURRENT} HTTP/1.1\r\nhost: ${host}\r\ncontent-type: application/json\r\n${line}\r\nconnection: close\r\ncontent-length: 2\r\n\r\n{}`
          const { status, text } = await rawRequest(host, Buffer.from(request, 'latin1'))
          // 400 is Node's own, for what is no header.
          expectRefused({ status: status ?? 0, text }, 400, 401, 403)
        }
      }
    })

    test('S05: hostile ids in a request are an answer to the caller, never a fault of ours', async () => {
      const browser = await signIn(host, 'ada', password)
      for (const sessionId of ['x'.repeat(10_240), "' OR 1=1 --", '\u0000\u0001', '../../etc/passwd', '💥']) {
        expectRefused(await browser.call(`${SESSIONS}/RevokeSession`, { sessionId }), 400, 404, 200)
        expectRefused(await callRegistry(host, REFRESH, { refreshToken: sessionId }), 400, 401)
      }
    })
  })

  describe('names and passwords', () => {
    test('S49: an unknown user and a wrong password get the same answer', async () => {
      await inviteUser(host, registry.token, 'grace')
      const [unknown, wrong] = [
        await logIn(host, 'nobody-of-this-name', 'a wrong password of some length'),
        await logIn(host, 'grace', 'a wrong password of some length'),
      ]
      const shape = ({ status, body, headers }: typeof unknown) => ({
        status,
        body,
        headers: [...headers.keys()].filter((name) => name !== 'x-request-id').sort(),
      })
      expect(shape(unknown)).toEqual(shape(wrong))
      expectRefused(wrong, 401)
    })

    test('S48: guessing is stopped, and tells nothing when it is; others log in meanwhile', async () => {
      const secret = await inviteUser(host, registry.token, 'heidi')
      const statuses: number[] = []
      for (let n = 0; n < 14; n++) statuses.push((await logIn(host, 'heidi', `guess number ${n} of many`)).status)
      expect(statuses.slice(0, 5)).toEqual([401, 401, 401, 401, 401])
      expect(statuses.at(-1)).toBe(429)
      const right = await logIn(host, 'heidi', secret)
      expectRefused(right, 429)
      expect(Number(right.headers.get('retry-after'))).toBeGreaterThan(0)
      expect((await logIn(host, 'ada', password)).status).toBe(200)
    })
  })

  describe('more rights than one has', () => {
    test('S60, S34: nobody makes a token or a session with more than they have', async () => {
      const reader = await inviteUser(host, registry.token, 'rita', 'READER')
      const tokens = await signInForTokens(host, 'rita', reader)
      const asked = { note: '', userName: 'admin', scope: 'SCOPE_ADMIN' }
      expectRefused(await callRegistry(host, `${TOKENS}/CreateToken`, asked, tokens.accessToken), 400, 403)
      const role = { accountRef: { name: 'rita' }, registryRole: 'REGISTRY_ROLE_ADMIN' }
      expectRefused(await callRegistry(host, `${ACCOUNTS}/SetRegistryRole`, role, tokens.accessToken), 403)
      const created = await callRegistry(
        host,
        CREATE_MODULES,
        { values: [{ ownerRef: { name: 'wireproof' }, name: 'mine', visibility: 'MODULE_VISIBILITY_PUBLIC' }] },
        tokens.accessToken,
      )
      expectRefused(created, 403)
    })

    test('S07: what a client claims of itself changes nothing', async () => {
      const secret = await inviteUser(host, registry.token, 'rosa', 'READER')
      const browser = await signIn(host, 'rosa', secret)
      const list = 'wireproof.session.v1.AuditService/ListAuditEvents'
      const claims = {
        cookie: `${COOKIE}=${browser.cookie}; role=admin; registry_role=REGISTRY_ROLE_ADMIN; user=admin`,
        'x-user': 'admin',
        'x-forwarded-user': 'admin',
        'x-wireproof-role': 'admin',
      }
      expectRefused(await browser.call(list, {}, claims), 403)
      expectRefused(
        await browser.call(list, { caller: 'admin', scopes: [{ permission: 'PERMISSION_ADMIN' }] }, claims),
        403,
      )
      const edited = { session: { principal: { name: 'admin' } } }
      const { body } = await browser.call(GET_CURRENT, edited, claims)
      expect(body).toMatchObject({ session: { principal: { name: 'rosa' } } })
    })

    test('S26: the tokens and sessions of a deleted user open nothing', async () => {
      const secret = await inviteUser(host, registry.token, 'mallory', 'WRITER')
      const browser = await signIn(host, 'mallory', secret)
      const tokens = await signInForTokens(host, 'mallory', secret)
      const personal = await browser.call(`${TOKENS}/CreateToken`, {
        note: 'kept',
        userName: 'mallory',
        scope: 'SCOPE_PUSH',
        expireTime: new Date(Date.now() + 86_400_000).toISOString(),
      })
      const { secret: token } = personal.body as { secret: string }
      expect((await callRegistry(host, GET_CURRENT_USER, {}, token)).status).toBe(200)
      const deleted = await callRegistry(
        host,
        `${ACCOUNTS}/DeleteAccount`,
        { accountRef: { name: 'mallory' } },
        registry.token,
      )
      expect(deleted.status).toBe(200)
      expectRefused(await browser.call(GET_CURRENT, {}), 401)
      expectRefused(await callRegistry(host, GET_CURRENT, {}, tokens.accessToken), 401)
      expectRefused(await callRegistry(host, REFRESH, { refreshToken: tokens.refreshToken }), 401)
      expectRefused(await callRegistry(host, GET_CURRENT_USER, {}, token), 401)
      expectRefused(await logIn(host, 'mallory', secret), 401)
    })
  })

  describe('headers that only a proxy may set', () => {
    const json = { 'content-type': 'application/json' }

    test('S65: a certificate that nobody vouches for is refused', async () => {
      for (const header of ['client-cert', 'x-client-cert']) {
        const headers = { ...json, authorization: `Bearer ${registry.token}`, [header]: ':MIIB:' }
        expectRefused(await send(host, `/${GET_CURRENT_USER}`, { method: 'POST', headers, body: '{}' }), 400, 403)
      }
    })

    test('S48: plain HTTP with the marks of a proxy that nobody named takes no password', async () => {
      const headers = { 'x-forwarded-for': '198.51.100.7', 'x-forwarded-proto': 'https' }
      expectRefused(await logIn(host, 'ada', password, { headers }), 403)
    })

    test('S48, S65: what a client adds to the headers of the proxy counts for nothing', async () => {
      const settings = {
        WIREPROOF_TRUSTED_PROXY: '127.0.0.1',
        WIREPROOF_HOST: '127.0.0.1',
        WIREPROOF_CLIENT_CERT_HEADER: 'client-cert',
      }
      const behind = await startRegistry(join(folder, 'behind'), settings)
      try {
        // The proxy appends the address that it sees, and overwrites the scheme.
        const proxied = (claimed: string, proto = 'https') => ({
          origin: `https://${behind.host}`,
          'x-forwarded-for': `${claimed}, 203.0.113.5`,
          'x-forwarded-proto': proto,
        })
        const statuses: number[] = []
        for (let n = 0; n < 14; n++) {
          const guess = await logIn(behind.host, 'admin', `guess number ${n} of many`, {
            headers: proxied(`198.51.100.${n}`),
          })
          statuses.push(guess.status)
        }
        expect(statuses.at(-1)).toBe(429)
        const insecure = { headers: proxied('198.51.100.7', 'https, http') }
        expectRefused(await logIn(behind.host, 'admin', 'any password of some length', insecure), 403)
        const headers = { ...json, ...proxied('198.51.100.7'), authorization: `Bearer ${behind.token}` }
        const smuggled = { ...headers, 'x-client-cert': 'the proxy looks after another header' }
        expectRefused(
          await send(behind.host, `/${GET_CURRENT_USER}`, { method: 'POST', headers: smuggled, body: '{}' }),
          400,
          403,
        )
      } finally {
        await behind.stop()
      }
    })
  })

  test('S52: a code of a device is not found by trying', async () => {
    const browser = await signIn(host, 'ada', password)
    const letters = 'BCDFGHJKLMNPQRSTVWXZ'
    let last = 0
    for (let n = 0; n < 24; n++) {
      const code = Array.from({ length: 8 }, (_, at) => letters[(n * 7 + at * 3) % letters.length]).join('')
      last = (await browser.get(`/oauth2/device?user_code=${code}`)).status
    }
    expect(last).toBe(429)
  })

  // Last: the address of the tests is not let through after it.
  test('S67: whoever tries identifiers is stopped', async () => {
    let last = 0
    for (let n = 0; n < 80 && last !== 429; n++) {
      last = (await callRegistry(host, GET_CURRENT, {}, `wps_${randomBytes(32).toString('base64url')}`)).status
    }
    expect(last).toBe(429)
  })

  test('S70, S66: nothing that was tried has made a fault, and no secret is in the log', () => {
    const log = registry.output()
    expect(log).not.toContain('a request failed')
    expect(log).not.toContain(password)
    expect(log).not.toMatch(/wp[srp]?_[\w-]{43}/)
  })
})

const GET_CURRENT_USER = 'buf.registry.owner.v1.UserService/GetCurrentUser'
