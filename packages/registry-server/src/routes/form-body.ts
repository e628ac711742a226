import type { BlockList } from 'node:net'
import type { Context } from 'hono'
import { isConfidential } from '../auth/peer.ts'
import { MAX_FORM_BYTES } from '../limits.ts'
import { RegistryError } from '../registry-error.ts'
import type { ServiceContext } from '../services/service-context.ts'
import { type AppEnv, peerOf } from './app-env.ts'

export interface FormDeps {
  readonly context: ServiceContext
  readonly trustedProxies: BlockList | undefined
  readonly publicOrigin: string
}

/**
 * The fields of a form, wherever it comes from. Throws `permission_denied` for one that came over a connection which
 * others can read, `resource_exhausted` for one that is too long.
 */
export async function readFields(
  c: Context<AppEnv>,
  { trustedProxies }: Pick<FormDeps, 'trustedProxies'>,
): Promise<URLSearchParams> {
  return new URLSearchParams(await readSecretText(c, trustedProxies))
}

/** `permission_denied` for a connection on which others could read what is typed into a form, or sent by a program. */
export function assertConfidential(c: Context<AppEnv>, trustedProxies: BlockList | undefined): void {
  if (isConfidential(peerOf(c), trustedProxies)) return
  throw new RegistryError(
    'permission_denied',
    'this registry gives and takes no passwords and tokens over plain HTTP: others on the network could read them; it ' +
      'needs TLS',
  )
}

/** A small body that may hold a secret. */
export async function readSecretText(c: Context<AppEnv>, trustedProxies: BlockList | undefined): Promise<string> {
  assertConfidential(c, trustedProxies)
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
