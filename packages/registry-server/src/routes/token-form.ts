import type { BlockList } from 'node:net'
import type { Context } from 'hono'
import { clientAddress, isConfidential } from '../auth/peer.ts'
import type { Principal } from '../auth/principal.ts'
import { crossOriginProblem } from '../auth/same-origin.ts'
import { MAX_FORM_BYTES, MAX_TOKEN_DAYS } from '../limits.ts'
import { RegistryError } from '../registry-error.ts'
import { authenticate } from '../services/authenticate.ts'
import type { ServiceContext } from '../services/service-context.ts'
import type { Scope } from '../storage/records.ts'
import { type AppEnv, peerOf } from './app-env.ts'

export interface FormDeps {
  readonly context: ServiceContext
  readonly trustedProxies: BlockList | undefined
  readonly publicOrigin: string
}

const DAY_MS = 24 * 60 * 60_000

/**
 * The fields of a form of ours. Throws `permission_denied` for one that another site sent, or that came over a
 * connection which others can read; `resource_exhausted` for one that is too long.
 */
export async function readForm(c: Context<AppEnv>, deps: FormDeps): Promise<URLSearchParams> {
  const source = {
    method: c.req.method,
    fetchSite: c.req.header('sec-fetch-site'),
    origin: c.req.header('origin'),
    referer: c.req.header('referer'),
  }
  if (crossOriginProblem(source, deps.publicOrigin) !== undefined) {
    throw new RegistryError(
      'permission_denied',
      'this form was not sent from a page of the registry; open the page here',
    )
  }
  return readFields(c, deps)
}

/** `readForm` for programs, which no other site can make send anything. */
export async function readFields(
  c: Context<AppEnv>,
  { trustedProxies }: Pick<FormDeps, 'trustedProxies'>,
): Promise<URLSearchParams> {
  return new URLSearchParams(await readSecretText(c, trustedProxies))
}

/** A small body that may hold a secret. */
export async function readSecretText(c: Context<AppEnv>, trustedProxies: BlockList | undefined): Promise<string> {
  if (!isConfidential(peerOf(c), trustedProxies)) {
    throw new RegistryError(
      'permission_denied',
      'this registry gives and takes no tokens over plain HTTP; it needs TLS',
    )
  }
  const reader = c.req.raw.body?.getReader()
  const chunks: Uint8Array[] = []
  let bytes = 0
  while (reader !== undefined) {
    const { done, value } = await reader.read()
    if (done) break
    bytes += value.byteLength
    if (bytes > MAX_FORM_BYTES) {
      await reader.cancel()
      throw new RegistryError('resource_exhausted', `a form has at most ${MAX_FORM_BYTES} bytes`)
    }
    chunks.push(value)
  }
  return Buffer.concat(chunks).toString('utf8')
}

/** Whose token was pasted; `unauthenticated` when it is none. */
export async function readApprover(c: Context<AppEnv>, deps: FormDeps, form: URLSearchParams): Promise<Principal> {
  const caller = await authenticate(
    deps.context,
    `Bearer ${form.get('token')?.trim() || '-'}`,
    clientAddress(peerOf(c), deps.trustedProxies) ?? '',
  )
  if (caller === undefined) throw new RegistryError('unauthenticated', 'paste a token of an administrator')
  c.set('userName', caller.userName)
  return caller
}

/** What the new token may do, and for how long. */
export function readGrant(form: URLSearchParams): { userName: string; scope: Scope; lifetimeMs: number } {
  const scope = form.get('scope')
  if (scope !== 'read' && scope !== 'push' && scope !== 'admin') {
    throw new RegistryError('invalid_argument', 'choose what the new token may do: read, push or admin')
  }
  const days = Number(form.get('days'))
  if (!Number.isInteger(days) || days < 1 || days > MAX_TOKEN_DAYS) {
    throw new RegistryError('invalid_argument', `the new token lives from 1 to ${MAX_TOKEN_DAYS} days`)
  }
  return { userName: form.get('user')?.trim() ?? '', scope, lifetimeMs: days * DAY_MS }
}
