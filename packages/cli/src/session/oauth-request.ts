import type { DpopJwk } from '../registry/credentials-file.ts'
import { createRegistryFetch } from '../registry/registry-fetch.ts'
import { baseUrlOf } from '../registry/registry-host.ts'
import { VERSION } from '../version.ts'
import { makeDpopProof } from './dpop-proof.ts'

/** One question to an OAuth endpoint, all of which answer at once. */
const REQUEST_TIMEOUT_MS = 30_000

/** What an OAuth endpoint says. Source: RFC 6749 sections 5.1 and 5.2. */
export interface OauthAnswer {
  readonly status: number
  readonly body: Readonly<Record<string, unknown>>
}

/** The key of a session, and the nonce that its next proof has to hold; `nonce` follows what the registry says. */
export interface ProofState {
  readonly key: DpopJwk
  nonce: string
}

/**
 * Asks an OAuth endpoint of a registry; `proof` shows the key along, once more with another nonce if the registry says so.
 * `fields` undefined: what is at the path is read. Rejects with a Failure when there is no answer.
 */
export async function askOauth(
  host: string,
  path: string,
  fields: URLSearchParams | string | undefined,
  proof?: ProofState,
): Promise<OauthAnswer> {
  const answer = await send(host, path, fields, proof)
  const isNonceWanted = proof !== undefined && answer.body.error === 'use_dpop_nonce'
  return isNonceWanted ? send(host, path, fields, proof) : answer
}

async function send(
  host: string,
  path: string,
  fields: URLSearchParams | string | undefined,
  proof: ProofState | undefined,
): Promise<OauthAnswer> {
  const url = `${baseUrlOf(host)}${path}`
  const method = fields === undefined ? 'GET' : 'POST'
  const headers: Record<string, string> = { 'user-agent': `wireproof/${VERSION}` }
  if (typeof fields === 'string') headers['content-type'] = 'application/json'
  if (proof !== undefined) {
    headers.dpop = makeDpopProof(proof.key, { method, url, accessToken: undefined, nonce: proof.nonce })
  }
  const signal = AbortSignal.timeout(REQUEST_TIMEOUT_MS)
  const response = await createRegistryFetch(host)(url, { method, headers, signal, ...(fields && { body: fields }) })
  const nonce = response.headers.get('dpop-nonce')
  if (proof !== undefined && nonce !== null) proof.nonce = nonce
  return { status: response.status, body: toRecord(await response.json().catch(() => undefined)) }
}

function toRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}

/** A text of an answer; empty when it is not there. */
export function textOf(answer: OauthAnswer, name: string): string {
  const value = answer.body[name]
  return typeof value === 'string' ? value : ''
}
