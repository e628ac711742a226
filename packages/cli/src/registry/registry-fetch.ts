import { EXIT_CODES } from '../exit-code.ts'
import { errnoOf, Failure } from '../failure.ts'
import { printable } from '../printable.ts'

/** Answers of the registry protocol have one of these types. Source: Connect protocol, "Unary-Response". */
const ANSWER_TYPES = /^application\/(proto|json)\b/

/**
 * `fetch` for one registry: takes the answer whole, follows no redirect (a token must not travel on) and turns whatever
 * goes wrong on the way into a Failure that says what it means.
 */
export function createRegistryFetch(host: string): typeof fetch {
  return async (input, init) => {
    let response: Response
    let body: ArrayBuffer
    try {
      response = await fetch(input, { ...init, redirect: 'manual' })
      body = await response.arrayBuffer()
    } catch (error) {
      if (init?.signal?.aborted) throw error
      throw serverFailure(describeNetworkError(host, error), error)
    }
    if (response.status >= 300 && response.status < 400) {
      const location = printable(response.headers.get('location') ?? 'another address')
      throw serverFailure(`${host} redirects to ${location}; name the registry by the host that it has there`)
    }
    const type = response.headers.get('content-type') ?? ''
    if (!ANSWER_TYPES.test(type)) {
      throw serverFailure(
        `${host} answers with HTTP ${response.status} and ${type === '' ? 'no content type' : printable(type)}, ` +
          'not in the registry protocol; check the host and port, and the proxy before it if there is one',
      )
    }
    return new Response(body, { status: response.status, headers: response.headers })
  }
}

function serverFailure(message: string, cause?: unknown): Failure {
  return new Failure(EXIT_CODES.server, message, { cause })
}

/** Error codes of Node's sockets, resolver, TLS and HTTP parser, and what they mean here. */
const NETWORK_TEXTS: Readonly<Record<string, (host: string) => string>> = {
  ECONNREFUSED: (host) =>
    `nothing answers at ${host} (connection refused); is the registry running, and the port right?`,
  ENOTFOUND: (host) => `there is no host ${host}; check the name`,
  EAI_AGAIN: (host) => `the name ${host} cannot be looked up now; check the network and the name`,
  ECONNRESET: brokenOff,
  EPIPE: brokenOff,
  UND_ERR_SOCKET: brokenOff,
  HPE_INVALID_EOF_STATE: brokenOff,
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: brokenOff,
  ETIMEDOUT: tooSlow,
  UND_ERR_CONNECT_TIMEOUT: tooSlow,
  UND_ERR_HEADERS_TIMEOUT: tooSlow,
  UND_ERR_BODY_TIMEOUT: tooSlow,
  EHOSTUNREACH: (host) => `there is no way to ${host}; check the network`,
  ENETUNREACH: (host) => `there is no way to ${host}; check the network`,
  DEPTH_ZERO_SELF_SIGNED_CERT: untrusted,
  SELF_SIGNED_CERT_IN_CHAIN: untrusted,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: untrusted,
  UNABLE_TO_GET_ISSUER_CERT: untrusted,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: untrusted,
  CERT_HAS_EXPIRED: (host) => `the certificate of ${host} has expired; renew it there`,
  ERR_TLS_CERT_ALTNAME_INVALID: (host) => `the certificate of ${host} is for another name; use the name that it is for`,
  EPROTO: notTls,
  ERR_SSL_WRONG_VERSION_NUMBER: notTls,
  ERR_SSL_PACKET_LENGTH_TOO_LONG: notTls,
}

function brokenOff(host: string): string {
  return `${host} broke off before its answer was whole; look at the registry's log, then try again`
}

function tooSlow(host: string): string {
  return `${host} does not answer in time; check the network, or try again later`
}

function untrusted(host: string): string {
  return `the certificate of ${host} is signed by nobody known here; for a private CA set NODE_EXTRA_CA_CERTS to its file`
}

function notTls(host: string): string {
  return `${host} does not speak HTTPS; only registries on this machine are spoken to over plain HTTP`
}

/** Puts an error of `fetch` into words; the telling code is somewhere among its causes. */
export function describeNetworkError(host: string, error: unknown): string {
  let last = error
  for (let at = error; at instanceof Error; at = at.cause) {
    last = at
    const code = errnoOf(at)
    const text = code === undefined ? undefined : NETWORK_TEXTS[code]
    if (text !== undefined) return text(host)
    if (code?.startsWith('HPE_')) return `${host} does not speak HTTP; check the port`
    if (code?.startsWith('ERR_SSL_')) return notTls(host)
  }
  // Source: Fetch standard, "port blocking".
  if (last instanceof Error && last.message === 'bad port') {
    return `${host} has a port that HTTP clients refuse because other protocols own it; run the registry on another`
  }
  return `cannot speak to ${host}: ${printable(last instanceof Error ? last.message : String(last))}; check the network`
}
