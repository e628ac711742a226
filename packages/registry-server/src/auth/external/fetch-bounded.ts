import { isProtectedUrl } from './issuer-url.ts'

/** An answer of a provider: its configuration, keys or tokens, some kilobytes. */
const MAX_ANSWER_BYTES = 256 * 1024
/** Somebody waits for the login that this is a part of. */
const TIMEOUT_MS = 5_000

/**
 * `fetch` for what a provider of identities answers: over TLS or from this machine, without following redirects, within
 * five seconds and 256 KB. Rejects otherwise, and when there is no answer.
 */
export async function fetchBounded(url: string, init: RequestInit = {}): Promise<Response> {
  if (!URL.canParse(url) || !isProtectedUrl(new URL(url))) throw new Error(`${url} is not https`)
  const limit = AbortSignal.timeout(TIMEOUT_MS)
  const signal = init.signal ? AbortSignal.any([init.signal, limit]) : limit
  const response = await fetch(url, { ...init, redirect: 'manual', signal })
  const reader = response.body?.getReader()
  const chunks: Uint8Array[] = []
  let bytes = 0
  while (reader !== undefined) {
    const { done, value } = await reader.read()
    if (done) break
    bytes += value.byteLength
    if (bytes > MAX_ANSWER_BYTES) {
      await reader.cancel()
      throw new Error(`${url} answers with more than ${MAX_ANSWER_BYTES} bytes`)
    }
    chunks.push(value)
  }
  const { status, headers } = response
  return new Response(chunks.length === 0 ? null : Buffer.concat(chunks), { status, headers })
}
