// What each way of showing who one is costs: the same small read, again and again, with each kind of credential. Prints
// figures and asserts nothing. Usage: node bench/sessions.mjs [SECONDS]; npm run bench:sessions runs those of logins, too.
import { createHash, generateKeyPairSync, randomUUID, sign } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { Agent } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makePeople, passwordOf, startRegistryBehindUs } from './people.mjs'
import { percentiles, post } from './registry-process.mjs'

const SECONDS = Number(process.argv[2] ?? 5)
const CLIENTS = 8
const CREATE = 'wireproof.session.v1.SessionService/CreateSession'
const READ = 'buf.registry.module.v1.CommitService/GetCommits'
/** Public, so that the read is the same for everybody. */
const BODY = { resourceRefs: [{ name: { owner: 'wireproof', module: 'session' } }] }

const root = mkdtempSync(join(tmpdir(), 'wireproof-bench-sessions-'))
const registry = await startRegistryBehindUs(join(root, 'data'))
const origin = `http://${registry.host}`
const agent = new Agent({ keepAlive: true, maxSockets: CLIENTS })
/** One client on one machine, through the proxy. */
const CLIENT = { 'x-forwarded-for': '192.0.2.1', 'x-forwarded-proto': 'https' }

try {
  const [name] = await makePeople(registry, 1)
  const password = { name, password: passwordOf(name) }
  console.log(`Node ${process.version}; ${CLIENTS} clients, ${SECONDS} s each`)
  await time('nobody', () => ({}))
  await time('personal token', () => bearer(registry.token))
  await time('cookie', await cookieHeaders(password))
  await time('server-side session', await bearerHeaders(password, 'STRATEGY_SERVER_SIDE'))
  await time('access token', await bearerHeaders(password, 'STRATEGY_TOKEN'))
  await time('access token bound by DPoP', await dpopHeaders(password))
} finally {
  agent.destroy()
  registry.kill()
  rmSync(root, { recursive: true, force: true })
}

async function time(title, headersOf) {
  const latencies = []
  const begin = performance.now()
  const isOver = () => performance.now() - begin > SECONDS * 1000
  await Promise.all(
    Array.from({ length: CLIENTS }, async () => {
      while (!isOver()) {
        // What a client has to compute is not the registry's time.
        const headers = headersOf(READ)
        const start = performance.now()
        await read(headers)
        latencies.push(performance.now() - start)
      }
    }),
  )
  const seconds = (performance.now() - begin) / 1000
  console.log(title.padEnd(32), `${(latencies.length / seconds).toFixed(0)}/s,`, percentiles(latencies))
}

async function read(headers) {
  const { status, text } = await post({ host: registry.host, agent, headers: { ...CLIENT, ...headers } }, READ, BODY)
  if (status !== 200) throw new Error(`${READ}: ${status} ${text}`)
}

function bearer(token) {
  return { authorization: `Bearer ${token}` }
}

async function createSession(body, headers = {}) {
  const answer = await registry.post(CREATE, body, headers)
  if (answer.status !== 200) throw new Error(`no session: ${answer.status} ${answer.text}`)
  return { ...JSON.parse(answer.text), cookies: answer.headers['set-cookie'] ?? [] }
}

async function bearerHeaders(password, strategy) {
  const { tokens } = await createSession({ password, strategy })
  return () => bearer(tokens.accessToken)
}

/** What a browser sends from a page of the registry. */
async function cookieHeaders(password) {
  const page = { 'sec-fetch-site': 'same-origin', origin }
  const { cookies, forgeryToken } = await createSession({ password, strategy: 'STRATEGY_COOKIE' }, page)
  const cookie = cookies.map((text) => text.split(';')[0]).join('; ')
  return () => ({ ...page, cookie, 'wireproof-forgery-token': forgeryToken })
}

/** A proof for each request, with a key of the client. Source: RFC 9449, section 4.2. */
async function dpopHeaders(password) {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const { kty, crv, x } = publicKey.export({ format: 'jwk' })
  const encode = (value) => Buffer.from(JSON.stringify(value)).toString('base64url')
  let nonce
  const prove = (method, accessToken) => {
    const header = encode({ typ: 'dpop+jwt', alg: 'EdDSA', jwk: { kty, crv, x } })
    const claims = { jti: randomUUID(), htm: 'POST', htu: `${origin}/${method}`, iat: Math.floor(Date.now() / 1000) }
    const ath = accessToken && createHash('sha256').update(accessToken).digest('base64url')
    const payload = encode({ ...claims, ...(nonce && { nonce }), ...(ath && { ath }) })
    const signature = sign(undefined, Buffer.from(`${header}.${payload}`), privateKey).toString('base64url')
    return `${header}.${payload}.${signature}`
  }
  // The first answer tells the nonce that later proofs need.
  const first = await registry.post(CREATE, { password, strategy: 'STRATEGY_TOKEN' }, { dpop: prove(CREATE) })
  nonce = first.headers['dpop-nonce']
  const { tokens } = await createSession({ password, strategy: 'STRATEGY_TOKEN' }, { dpop: prove(CREATE) })
  return (method) => ({
    authorization: `DPoP ${tokens.accessToken}`,
    dpop: prove(method, tokens.accessToken),
  })
}
