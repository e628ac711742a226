import { generateKeyPair, SignJWT } from 'jose'
import { beforeEach, describe, expect, test } from 'vitest'
import { createDpopClient } from '../../testing/dpop-client.ts'
import { startTokenSession } from '../../testing/start-token-session.ts'
import { createTestContext, type TestContext } from '../../testing/test-context.ts'
import { type Possession, withPossession } from '../auth/possession.ts'
import { authenticate } from './authenticate.ts'
import { issueToken } from './tokens.ts'

const URL_OF = 'http://localhost:8080/buf.registry.owner.v1.UserService/GetCurrentUser'
const INVALID = { code: 'unauthenticated' }
let context: TestContext
beforeEach(async () => {
  context = await createTestContext()
  return () => context.store.close()
})

const bearer = (token: string) => authenticate(context, `Bearer ${token}`, '')
const from = <T>(possession: Partial<Possession>, run: () => Promise<T>) =>
  withPossession(
    { dpopProof: undefined, method: 'POST', url: URL_OF, certificateThumbprint: undefined, ...possession },
    run,
  )

describe('S61: access tokens', () => {
  test('of our own making are taken, under Bearer and as the password of Basic', async () => {
    const { session, tokens } = await startTokenSession(context)
    const credential = { kind: 'session', strategy: 'token', sessionId: session.id }
    expect(await bearer(tokens.accessToken)).toMatchObject({ userName: 'admin', credential })
    const basic = Buffer.from(`admin:${tokens.accessToken}`).toString('base64')
    expect(await authenticate(context, `Basic ${basic}`, '')).toMatchObject({ credential })
  })

  test('that somebody forged are not, whatever they say', async () => {
    const { tokens } = await startTokenSession(context)
    const [head = '', body = '', signature = ''] = tokens.accessToken.split('.')
    const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519' })
    const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as Record<string, unknown>
    const { kid } = JSON.parse(Buffer.from(head, 'base64url').toString()) as { kid: string }
    const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const forge = (header: object) =>
      new SignJWT(claims).setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt', kid, ...header }).sign(privateKey)
    const forged = [
      `${encode({ alg: 'none', typ: 'at+jwt', kid })}.${body}.`,
      `${head}.${encode({ ...claims, scope: 'admin', sub: 'f'.repeat(32) })}.${signature}`,
      `${head}.${body}.${'A'.repeat(86)}`,
      await forge({}),
      await forge({ jku: 'https://evil.example/jwks.json' }),
      await forge({ kid: '../../etc/passwd' }),
      await forge({ typ: 'JWT' }),
      `${tokens.accessToken}x`,
    ]
    for (const token of forged) await expect(bearer(token)).rejects.toMatchObject(INVALID)
  })

  test('of a registry with another address are not', async () => {
    const { tokens } = await startTokenSession({ ...context, publicOrigin: 'https://other.example.com' })
    await expect(bearer(tokens.accessToken)).rejects.toMatchObject(INVALID)
  })
})

test('S58: a session that is revoked is refused at once, though its access token has not ended', async () => {
  const { session, tokens } = await startTokenSession(context)
  await context.sessions.revokeSession(session.id, { reason: 'user', byUserId: undefined }, context.now())
  await expect(bearer(tokens.accessToken)).rejects.toMatchObject(INVALID)
})

test('S26: with an account that is disabled or deleted its tokens and access tokens end', async () => {
  const { tokens } = await startTokenSession(context)
  const { secret } = await issueToken(context, context.admin, {
    note: '',
    userName: '',
    scopes: [],
    expiresAtMs: undefined,
  })
  for (const credential of [tokens.accessToken, secret]) {
    for (const state of ['disabled', 'deleted'] as const) {
      const rights = await context.store.findAccount(context.admin.userId)
      if (rights === undefined) throw new Error('the account is missing')
      const store = {
        ...context.store,
        findAccount: async () => ({ ...rights, account: { ...rights.account, state } }),
      }
      await expect(authenticate({ ...context, store }, `Bearer ${credential}`, '')).rejects.toMatchObject(INVALID)
    }
  }
})

describe('S64: a session that is bound by DPoP', () => {
  async function bound() {
    const client = await createDpopClient()
    const { tokens } = await startTokenSession(context, { binding: { kind: 'dpop', thumbprint: client.thumbprint } })
    const { accessToken } = tokens
    expect(tokens.tokenType).toBe('DPoP')
    const nonce = context.dpop.nonces.current(context.now())
    const good = { method: 'POST', url: URL_OF, accessToken, nonce, nowMs: context.now() }
    const use = (dpopProof: string | undefined, scheme = 'DPoP') =>
      from({ dpopProof }, () => authenticate(context, `${scheme} ${accessToken}`, ''))
    return { client, good, use, accessToken }
  }

  test('opens with a proof of its key, each of which works once', async () => {
    const { client, good, use } = await bound()
    const proof = await client.prove(good)
    expect(await use(proof)).toMatchObject({ userName: 'admin' })
    await expect(use(proof)).rejects.toMatchObject({ ...INVALID, refusal: 'wrong-proof' })
    expect(await use(await client.prove(good))).toMatchObject({ userName: 'admin' })
  })

  test('does not open without one, with that of another key, or for another request', async () => {
    const { client, good, use, accessToken } = await bound()
    const thief = await createDpopClient()
    await expect(use(undefined)).rejects.toMatchObject({ ...INVALID, refusal: 'no-proof' })
    await expect(use(await client.prove(good), 'Bearer')).rejects.toMatchObject({ ...INVALID, refusal: 'no-proof' })
    const { accessToken: _, ...withoutHash } = good
    for (const proof of [
      await thief.prove(good),
      await client.prove({ ...good, method: 'GET' }),
      await client.prove({ ...good, url: 'http://localhost:8080/other' }),
      await client.prove({ ...good, accessToken: `${accessToken}x` }),
      await client.prove(withoutHash),
      await client.prove({ ...good, nowMs: context.now() - 3_600_000 }),
      'rubbish',
    ]) {
      await expect(use(proof)).rejects.toMatchObject({ ...INVALID, refusal: 'wrong-proof' })
    }
  })

  test('says which nonce it wants', async () => {
    const { client, good, use } = await bound()
    const { nonce: _, ...withoutNonce } = good
    for (const proof of [await client.prove(withoutNonce), await client.prove({ ...good, nonce: 'made up' })]) {
      const error: unknown = await use(proof).catch((caught: unknown) => caught)
      expect(error).toMatchObject({ ...INVALID, refusal: 'nonce' })
      const { headers } = error as { headers: Record<string, string> }
      expect(headers['www-authenticate']).toContain('use_dpop_nonce')
      expect(await use(await client.prove({ ...good, nonce: headers['dpop-nonce'] ?? '' }))).toBeDefined()
    }
  })

  test('a thief of the token alone leaves no trace in the session', async () => {
    const { use } = await bound()
    const touched: string[] = []
    context = {
      ...context,
      sessions: { ...context.sessions, touchSession: async (id) => void touched.push(id) },
    }
    await expect(use(undefined)).rejects.toMatchObject(INVALID)
    expect(touched).toEqual([])
  })

  test('a token without a key is not taken under the scheme for those with one', async () => {
    const { tokens } = await startTokenSession(context)
    await expect(authenticate(context, `DPoP ${tokens.accessToken}`, '')).rejects.toMatchObject(INVALID)
  })
})

test('S65: a session that is bound to a certificate opens to a client with it, and to no other', async () => {
  const binding = { kind: 'mtls', thumbprint: 'a'.repeat(43) } as const
  const { accessToken } = (await startTokenSession(context, { binding })).tokens
  const use = (certificateThumbprint: string | undefined, scheme = 'Bearer') =>
    from({ certificateThumbprint }, () => authenticate(context, `${scheme} ${accessToken}`, ''))
  expect(await use(binding.thumbprint)).toMatchObject({ userName: 'admin' })
  for (const other of [undefined, '', 'b'.repeat(43)]) {
    await expect(use(other)).rejects.toMatchObject({ ...INVALID, refusal: 'no-certificate' })
  }
  await expect(use(binding.thumbprint, 'DPoP')).rejects.toMatchObject(INVALID)
})
