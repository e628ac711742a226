import type { BlockList } from 'node:net'
import { Code, ConnectError } from '@connectrpc/connect'
import type { MiddlewareHandler } from 'hono'
import { type CertificateHeader, clientCertificateOf } from '../auth/client-certificate.ts'
import { withPossession } from '../auth/possession.ts'
import type { ServiceContext } from '../services/service-context.ts'
import { type AppEnv, peerOf } from './app-env.ts'
import { toErrorResponse } from './rpc/error-response.ts'

export interface PossessionDeps {
  readonly context: Pick<ServiceContext, 'dpop' | 'now' | 'publicOrigin'>
  readonly trustedProxies: BlockList | undefined
  readonly certificateHeader: CertificateHeader | undefined
}

/**
 * Reads off each request what shows that its sender holds a key, for whatever checks a credential later; refuses one that
 * claims a certificate that no trusted proxy vouches for. Answers tell clients the nonce for their next proof, and every
 * 401 says what would be taken.
 * Source: RFC 9449 section 8.2; RFC 9110 section 11.6.1.
 */
export function readPossession({
  context,
  trustedProxies,
  certificateHeader,
}: PossessionDeps): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const trust = { trustedProxies, certificateHeader }
    const certificate = clientCertificateOf((name) => c.req.header(name), peerOf(c), trust)
    if (certificate !== undefined && 'problem' in certificate) {
      const message = `a header names a client certificate, and ${PROBLEMS[certificate.problem]}`
      return toErrorResponse(new ConnectError(message, Code.InvalidArgument))
    }
    const dpopProof = c.req.header('dpop')
    const { method, path } = c.req
    const url = `${context.publicOrigin}${path}`
    const certificateThumbprint = certificate?.thumbprint
    await withPossession({ dpopProof, method, url, certificateThumbprint }, next)
    if (dpopProof !== undefined) c.header('dpop-nonce', context.dpop.nonces.current(context.now()))
    if (c.res.status === 401 && !c.res.headers.has('www-authenticate')) {
      const isRefused = c.req.header('authorization') !== undefined
      c.header('www-authenticate', `Bearer realm="wireproof"${isRefused ? ', error="invalid_token"' : ''}`)
    }
    return undefined
  }
}

const PROBLEMS = {
  smuggled: 'no proxy that this registry trusts has set it',
  malformed: 'it is none',
} as const
