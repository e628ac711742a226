import { createHash } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'

/** A provider of identities on this machine that answers as a test wants it to. Not one to learn from. */
export interface TestIdentityProvider {
  readonly issuer: string
  /** The next ID token says this on top of what is right; undefined values are left out. */
  claims: Record<string, unknown>
  /** What the token endpoint was asked with, the newest last. */
  readonly tokenRequests: URLSearchParams[]
  /** Answers with this status instead of tokens. */
  failWith: number | undefined
  /** The address to which the provider would send a browser back that was sent to `url`. */
  approve(url: string, change?: Record<string, string>): string
  close(): void
}

export async function startIdentityProvider(): Promise<TestIdentityProvider> {
  const pair = await generateKeyPair('RS256', { extractable: true })
  const jwk = { ...(await exportJWK(pair.publicKey)), kid: 'k', alg: 'RS256', use: 'sig' }
  /** Challenge and nonce of what was approved, by code. */
  const codes = new Map<string, { challenge: string; nonce: string; clientId: string }>()
  const answerToken = async (form: URLSearchParams) => {
    provider.tokenRequests.push(form)
    if (provider.failWith !== undefined) return { status: provider.failWith, body: { error: 'server_error' } }
    const code = codes.get(form.get('code') ?? '')
    codes.delete(form.get('code') ?? '')
    const verifier = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url')
    if (code === undefined || code.challenge !== verifier) return { status: 400, body: { error: 'invalid_grant' } }
    const nowS = Math.floor(Date.now() / 1000)
    const all = {
      iss: provider.issuer,
      aud: code.clientId,
      sub: 'subject-1',
      iat: nowS,
      exp: nowS + 300,
      auth_time: nowS,
      nonce: code.nonce,
      preferred_username: 'Grace.Hopper@example.com',
      ...provider.claims,
    }
    const idToken = await new SignJWT(
      Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)),
    )
      .setProtectedHeader({ alg: 'RS256', kid: 'k' })
      .sign(pair.privateKey)
    return { status: 200, body: { access_token: 'x', token_type: 'Bearer', id_token: idToken, expires_in: 300 } }
  }
  const server = createServer(async (request, response) => {
    const answer = (status: number, body: object) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    switch (request.url) {
      case '/.well-known/openid-configuration':
        return answer(200, {
          issuer: provider.issuer,
          authorization_endpoint: `${provider.issuer}/authorize`,
          token_endpoint: `${provider.issuer}/token`,
          jwks_uri: `${provider.issuer}/jwks`,
          response_types_supported: ['code'],
          id_token_signing_alg_values_supported: ['RS256'],
        })
      case '/jwks':
        return answer(200, { keys: [jwk] })
      case '/token': {
        const chunks: Buffer[] = []
        for await (const chunk of request) chunks.push(chunk as Buffer)
        const { status, body } = await answerToken(new URLSearchParams(Buffer.concat(chunks).toString()))
        return answer(status, body)
      }
      default:
        return answer(404, {})
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const provider: TestIdentityProvider = {
    issuer: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    claims: {},
    tokenRequests: [],
    failWith: undefined,
    approve(url, change = {}) {
      const asked = new URL(url).searchParams
      const code = `code-${codes.size}-${Date.now()}`
      const [challenge = '', nonce = '', clientId = ''] = ['code_challenge', 'nonce', 'client_id'].map(
        (name) => asked.get(name) ?? '',
      )
      codes.set(code, { challenge, nonce, clientId })
      const back = new URL(asked.get('redirect_uri') ?? '')
      back.search = new URLSearchParams({ code, state: asked.get('state') ?? '', ...change }).toString()
      return back.pathname + back.search
    },
    close: () => server.close(),
  }
  return provider
}
