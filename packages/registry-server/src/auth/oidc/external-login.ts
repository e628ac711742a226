import * as client from 'openid-client'
import { RegistryError } from '../../registry-error.ts'
import { fetchBounded } from '../external/fetch-bounded.ts'
import { openSecret, sealSecret } from '../keys/seal.ts'

/** How long somebody may take at the provider, second factors and forgotten passwords included. */
export const FLOW_MS = 10 * 60_000
/** What the state of a flow is sealed for. */
const PURPOSE = 'external login flow'

/** What somebody is on the way for. */
export interface LoginFlow {
  readonly purpose: 'login' | 'step-up' | 'link'
  /** Who is signed in already, with `step-up` and `link`. */
  readonly userId: string | undefined
  /** Where to go on afterwards. */
  readonly next: string
  /** How long ago, in seconds, somebody may have proven to the provider who they are. */
  readonly maxAgeS: number
}

/** An account at the provider, which somebody has just proven to be theirs. */
export interface ExternalIdentity {
  readonly issuer: string
  readonly subject: string
  /** What the provider calls it; for people, and proposed as a name. Empty when it does not say. */
  readonly name: string
}

export interface ExternalLogin {
  /** For a button: the host of the provider. */
  readonly providerName: string
  /** Where to send a browser, and the state of the flow, for a cookie: sealed, and good for `FLOW_MS`. */
  begin(flow: LoginFlow, nowMs: number): Promise<{ url: string; sealedFlow: string }>
  /**
   * What comes back. `callback` is the public URL with the query that the provider's redirect brought. `unauthenticated`
   * when anything about it is wrong, `unavailable` when the provider is out of order.
   */
  finish(
    callback: URL,
    sealedFlow: string,
    nowMs: number,
  ): Promise<{ readonly flow: LoginFlow; readonly identity: ExternalIdentity }>
}

export interface ExternalLoginOptions {
  readonly issuer: string
  readonly clientId: string
  /** Undefined for a public client: PKCE protects the code all the same. */
  readonly clientSecret: string | undefined
  /** The one URL to which the provider sends browsers back, letter for letter. */
  readonly redirectUri: string
  readonly masterKey: Uint8Array
}

interface FlowState {
  readonly flow: LoginFlow
  readonly state: string
  readonly nonce: string
  readonly codeVerifier: string
  readonly expiresAtMs: number
}

/**
 * Login at a provider of identities: authorization code with PKCE, state, nonce, and a bound age of the login there. What
 * the flow must remember is in the browser's own cookie, sealed: it needs no store, works on every node, and a callback
 * in another browser fails.
 * Source: OpenID Connect Core 1.0, section 3.1; RFC 9700 section 2.1; RFC 9207.
 */
export function createExternalLogin(options: ExternalLoginOptions): ExternalLogin {
  const { issuer, clientId, clientSecret, redirectUri, masterKey } = options
  const providerName = new URL(issuer).host
  let discovered: Promise<client.Configuration> | undefined
  const configuration = async () => {
    discovered ??= client.discovery(
      new URL(issuer),
      clientId,
      {},
      clientSecret === undefined ? client.None() : client.ClientSecretBasic(clientSecret),
      {
        [client.customFetch]: (url, init) => fetchBounded(url, init as RequestInit),
        // `fetchBounded` lets plain HTTP through to this machine alone.
        execute: issuer.startsWith('http://') ? [client.allowInsecureRequests] : [],
      },
    )
    try {
      return await discovered
    } catch (error) {
      discovered = undefined
      throw error
    }
  }

  return {
    providerName,
    async begin(flow, nowMs) {
      const state: FlowState = {
        flow,
        state: client.randomState(),
        nonce: client.randomNonce(),
        codeVerifier: client.randomPKCECodeVerifier(),
        expiresAtMs: nowMs + FLOW_MS,
      }
      try {
        const url = client.buildAuthorizationUrl(await configuration(), {
          redirect_uri: redirectUri,
          scope: 'openid profile',
          state: state.state,
          nonce: state.nonce,
          code_challenge: await client.calculatePKCECodeChallenge(state.codeVerifier),
          code_challenge_method: 'S256',
          max_age: String(flow.maxAgeS),
        })
        return { url: url.href, sealedFlow: sealSecret(JSON.stringify(state), masterKey, PURPOSE) }
      } catch (error) {
        throw explain(error, providerName)
      }
    },

    async finish(callback, sealedFlow, nowMs) {
      const opened = openSecret(sealedFlow, masterKey, PURPOSE)
      const state = opened === undefined ? undefined : (JSON.parse(opened) as FlowState)
      if (state === undefined || nowMs >= state.expiresAtMs) {
        throw new RegistryError(
          'unauthenticated',
          'this login was begun too long ago, or in another browser; begin again',
        )
      }
      try {
        const config = await configuration()
        const url = new URL(redirectUri)
        url.search = callback.search
        const tokens = await client.authorizationCodeGrant(config, url, {
          expectedState: state.state,
          expectedNonce: state.nonce,
          pkceCodeVerifier: state.codeVerifier,
          maxAge: state.flow.maxAgeS,
          idTokenExpected: true,
        })
        const claims = tokens.claims()
        if (claims === undefined) throw new RegistryError('unauthenticated', `${providerName} sent no ID token`)
        const named = nameOf(claims) || (await askForName(config, tokens.access_token, claims.sub))
        return { flow: state.flow, identity: { issuer: claims.iss, subject: claims.sub, name: named } }
      } catch (error) {
        throw explain(error, providerName)
      }
    },
  }
}

/** Many providers keep the profile out of the ID token. Without it there is just no name to propose. */
async function askForName(config: client.Configuration, accessToken: string, subject: string): Promise<string> {
  if (config.serverMetadata().userinfo_endpoint === undefined) return ''
  try {
    return nameOf(await client.fetchUserInfo(config, accessToken, subject))
  } catch {
    return ''
  }
}

function nameOf({ preferred_username: name }: Readonly<Record<string, unknown>>): string {
  return typeof name === 'string' ? name.slice(0, 200) : ''
}

/** Failures of the line and of the provider, by the codes of the library; all others mean that the answer is not good. */
const OUT_OF_ORDER: ReadonlySet<string> = new Set([
  'OAUTH_TIMEOUT',
  'OAUTH_ABORT',
  'OAUTH_PARSE_ERROR',
  'OAUTH_RESPONSE_IS_NOT_JSON',
  'OAUTH_RESPONSE_IS_NOT_CONFORM',
  'OAUTH_HTTP_REQUEST_FORBIDDEN',
  'OAUTH_MISSING_SERVER_METADATA',
])

function explain(error: unknown, providerName: string): Error {
  if (error instanceof RegistryError) return error
  if (error instanceof client.AuthorizationResponseError) {
    return new RegistryError('unauthenticated', `${providerName} did not log you in (${wordOf(error.error)})`, {
      cause: error,
    })
  }
  const isAnswer = error instanceof client.ClientError || error instanceof client.ResponseBodyError
  if (isAnswer && !OUT_OF_ORDER.has(error.code ?? '')) {
    return new RegistryError('unauthenticated', `what ${providerName} answered cannot be taken; begin again`, {
      cause: error,
    })
  }
  return new RegistryError('unavailable', `${providerName} does not answer as it should; try again later`, {
    cause: error,
  })
}

/** An error code of OAuth is a word; anything else comes from somebody who writes into the URL. */
function wordOf(text: string): string {
  return /^[a-z_]{1,40}$/.test(text) ? text : 'no reason given'
}
