import { type Answer, callRegistry } from './registry-calls.ts'

export const SESSIONS = 'wireproof.session.v1.SessionService'
export const ACCOUNTS = 'wireproof.session.v1.AccountService'

/** The name of the session's cookie. */
export const COOKIE = '__Host-wireproof_session'

/** A password that nobody is likely to have on a list. */
export function passwordOf(name: string): string {
  return `${name} rows 17 green canoes upstream`
}

/** Makes an account, redeems its link, and returns its password. Throws when the registry does not do as it is told. */
export async function inviteUser(
  host: string,
  adminToken: string,
  name: string,
  registryRole: 'NONE' | 'READER' | 'WRITER' | 'ADMIN' = 'NONE',
): Promise<string> {
  const invited = await callRegistry(
    host,
    `${ACCOUNTS}/CreateUser`,
    { name, registryRole: `REGISTRY_ROLE_${registryRole}` },
    adminToken,
  )
  const { link } = invited.body as { link?: { url: string } }
  if (link === undefined) throw new Error(`${name} was not invited: ${JSON.stringify(invited)}`)
  const password = passwordOf(name)
  const secret = link.url.split('#')[1] ?? ''
  const redeemed = await callRegistry(host, `${ACCOUNTS}/RedeemAccountLink`, { secret, password })
  if (redeemed.status !== 200) throw new Error(`${name} could not set a password: ${JSON.stringify(redeemed)}`)
  return password
}

/** What a browser at the registry's own pages sends. */
function ownHeaders(host: string): Record<string, string> {
  return { origin: `http://${host}`, 'sec-fetch-site': 'same-origin' }
}

/** An answer with its headers. */
export interface WholeAnswer extends Answer {
  readonly headers: Headers
  readonly text: string
}

/** Sends any request, and reads the answer as JSON where it is that. */
export async function send(
  host: string,
  path: string,
  init: { method?: string; headers?: Record<string, string>; body?: string | Uint8Array } = {},
): Promise<WholeAnswer> {
  const response = await fetch(`http://${host}${path}`, { redirect: 'manual', ...init } as RequestInit)
  const text = await response.text()
  const isJson = response.headers.get('content-type')?.includes('json') === true
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: isJson ? (JSON.parse(text) as Record<string, unknown>) : {},
  }
}

/** A browser that is signed in: it keeps the cookie, and shows where its requests come from. */
export interface Browser {
  /** The cookie's value: the secret of the session. */
  readonly cookie: string
  readonly forgeryToken: string
  readonly sessionId: string
  /** Calls the API as a page of the registry would. */
  call(method: string, body: object, headers?: Record<string, string>): Promise<WholeAnswer>
  /** Asks for a page. */
  get(path: string): Promise<WholeAnswer>
}

/** The value of the session's cookie in an answer; undefined when it sets none. */
export function cookieOf(answer: WholeAnswer): string | undefined {
  const set = answer.headers.getSetCookie().find((header) => header.startsWith(`${COOKIE}=`))
  return set?.slice(COOKIE.length + 1).split(';')[0]
}

/** Signs in with a password, as the API's answer to a browser. `headers` replace what a browser of ours would send. */
export function logIn(
  host: string,
  name: string,
  password: string,
  options: { strategy?: 'COOKIE' | 'TOKEN' | 'SERVER_SIDE'; headers?: Record<string, string> } = {},
): Promise<WholeAnswer> {
  return send(host, `/${SESSIONS}/CreateSession`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...ownHeaders(host), ...options.headers },
    body: JSON.stringify({ password: { name, password }, strategy: `STRATEGY_${options.strategy ?? 'COOKIE'}` }),
  })
}

/** Signs in, and gives the browser that holds the session. Throws when the registry refuses. */
export async function signIn(host: string, name: string, password: string): Promise<Browser> {
  const answer = await logIn(host, name, password)
  const cookie = cookieOf(answer)
  if (cookie === undefined) throw new Error(`${name} could not sign in: ${answer.status} ${answer.text}`)
  const { session, forgeryToken } = answer.body as { session: { id: string }; forgeryToken: string }
  return browserWith(host, { cookie, forgeryToken, sessionId: session.id })
}

/** A browser that holds this cookie. */
export function browserWith(
  host: string,
  held: { readonly cookie: string; readonly forgeryToken: string; readonly sessionId: string },
): Browser {
  const headers = { cookie: `${COOKIE}=${held.cookie}`, ...ownHeaders(host) }
  return {
    ...held,
    call: (method, body, more = {}) =>
      send(host, `/${method}`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'wireproof-forgery-token': held.forgeryToken,
          ...headers,
          ...more,
        },
        body: JSON.stringify(body),
      }),
    get: (path) => send(host, path, { headers }),
  }
}

/** The secrets of a session with the token strategy. */
export interface Tokens {
  readonly accessToken: string
  readonly refreshToken: string
  readonly sessionId: string
}

/** Signs in for tokens. Throws when the registry refuses. */
export async function signInForTokens(host: string, name: string, password: string): Promise<Tokens> {
  return tokensOf(await logIn(host, name, password, { strategy: 'TOKEN' }))
}

/** The tokens in an answer. Throws when there are none. */
export function tokensOf(answer: Answer): Tokens {
  const { session, tokens } = answer.body as {
    session?: { id: string }
    tokens?: { accessToken: string; refreshToken: string }
  }
  if (session === undefined || tokens === undefined) {
    throw new Error(`no tokens came back: ${answer.status} ${JSON.stringify(answer.body)}`)
  }
  return { ...tokens, sessionId: session.id }
}
