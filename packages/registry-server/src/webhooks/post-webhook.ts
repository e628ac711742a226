import { type LookupAddress, lookup } from 'node:dns'
import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import type { LookupFunction } from 'node:net'
import { WEBHOOK_TIMEOUT_MS } from '../limits.ts'
import { isPublicAddress } from './address-guard.ts'
import { isAllowedHost, webhookUrlProblem } from './webhook-target.ts'

/** What came of one attempt; `problem` is empty when the receiver took it. */
export interface PostResult {
  readonly status: number | undefined
  readonly problem: string
}

/** Sends a body to a receiver. Never rejects. */
export type PostWebhook = (
  url: string,
  headers: Readonly<Record<string, string>>,
  body: string,
  signal: AbortSignal,
) => Promise<PostResult>

/**
 * Posts over HTTP: any 2xx means that it was taken. Redirects are not followed, for they could lead into our own network;
 * for the same reason a name is refused that stands for an address that is not public, at the very connection for which
 * it is looked up. What the receiver says is not read.
 */
export function createPostWebhook(allowedHosts: ReadonlySet<string>): PostWebhook {
  return async (text, headers, body, signal) => {
    // The operator may have changed the list since the webhook was made.
    const problem = webhookUrlProblem(text, allowedHosts)
    if (problem !== undefined) return { status: undefined, problem }
    const url = new URL(text)
    return post(url, { headers, body, signal, lookup: isAllowedHost(url, allowedHosts) ? lookup : lookupPublic })
  }
}

interface Post {
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  readonly signal: AbortSignal
  readonly lookup: LookupFunction
}

function post(url: URL, { headers, body, signal, lookup }: Post): Promise<PostResult> {
  const request = url.protocol === 'https:' ? requestHttps : requestHttp
  return new Promise((resolve) => {
    const fail = (error: Error) => resolve({ status: undefined, problem: describe(error) })
    const sent = request(
      url,
      {
        method: 'POST',
        // No connection is kept: hooks are rare, and each is looked up anew.
        agent: false,
        headers: { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)), ...headers },
        lookup,
        signal: AbortSignal.any([signal, AbortSignal.timeout(WEBHOOK_TIMEOUT_MS)]),
      },
      (response) => {
        const status = response.statusCode ?? 0
        response.on('error', () => {})
        response.destroy()
        resolve({ status, problem: describeStatus(status) })
      },
    )
    sent.on('error', fail)
    sent.end(body)
  })
}

/** As `dns.lookup`, with an error for a name of which any address is not public. */
const lookupPublic: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
    if (error !== null) return callback(error, [])
    const inside = addresses.find(({ address }) => !isPublicAddress(address))
    if (inside !== undefined || addresses[0] === undefined) {
      return callback(new Error(`${hostname} is at ${inside?.address ?? 'no address'}, not on the public internet`), [])
    }
    if (options.all === true) return callback(null, addresses)
    return callback(null, addresses[0].address, addresses[0].family)
  })
}

function describeStatus(status: number): string {
  if (status >= 200 && status < 300) return ''
  if (status >= 300 && status < 400) return `answered ${status}: redirects are not followed`
  return `answered ${status}`
}

function describe(error: Error): string {
  if (error.name === 'TimeoutError') return `no answer within ${WEBHOOK_TIMEOUT_MS} ms`
  const code = 'code' in error ? String(error.code) : ''
  return (error.message === '' ? code : error.message).slice(0, 500)
}
