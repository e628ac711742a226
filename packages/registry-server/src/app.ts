import type { BlockList } from 'node:net'
import { Code, ConnectError } from '@connectrpc/connect'
import { Hono } from 'hono'
import type { Logger } from 'pino'
import { withRequestOrigin } from './audit/request-origin.ts'
import type { CertificateHeader } from './auth/client-certificate.ts'
import { clientAddress } from './auth/peer.ts'
import { type AppEnv, peerOf } from './routes/app-env.ts'
import { descriptorSetRoutes } from './routes/descriptor-set-routes.ts'
import { deviceRoutes } from './routes/device-routes.ts'
import { healthRoutes, type Readiness } from './routes/health-routes.ts'
import { introspectionEndpoint } from './routes/oauth/introspection-endpoint.ts'
import { metadataEndpoint } from './routes/oauth/metadata-endpoint.ts'
import { revocationEndpoint } from './routes/oauth/revocation-endpoint.ts'
import { tokenEndpoint } from './routes/oauth/token-endpoint.ts'
import { pages } from './routes/pages/pages.ts'
import { readPossession } from './routes/possession.ts'
import { recordRefusals } from './routes/record-refusals.ts'
import { toConnectError, toErrorResponse } from './routes/rpc/error-response.ts'
import { explainUnserved } from './routes/rpc/unserved-methods.ts'
import { rpcRoutes } from './routes/rpc-routes.ts'
import { protectAnswers } from './routes/security-headers.ts'
import { answerSessions } from './routes/session-answer.ts'
import type { ServiceContext } from './services/service-context.ts'

export interface AppDeps {
  readonly context: ServiceContext
  readonly log: Logger
  readonly version: string
  readonly trustedProxies: BlockList | undefined
  /** The header in which trusted proxies name the certificate of a client. */
  readonly certificateHeader?: CertificateHeader | undefined
  /** Scheme and host under which browsers reach the registry. */
  readonly publicOrigin: string
  readonly readiness: () => Promise<Readiness>
}

/** The whole HTTP side of the registry over what it is given; knows no process, port or file. */
export function createApp(deps: AppDeps): Hono<AppEnv> {
  const { context, log, trustedProxies, publicOrigin } = deps
  const reportBug = (error: unknown, requestId: string) => log.error({ err: error, requestId }, 'a request failed')
  const app = new Hono<AppEnv>()
  app.use(protectAnswers(deps))
  app.use(async (c, next) => {
    const startedAtMs = context.now()
    const requestId = context.newId()
    c.set('requestId', requestId)
    const client = clientAddress(peerOf(c), trustedProxies)
    const userAgent = c.req.header('user-agent') ?? ''
    await withRequestOrigin({ requestId, address: client, userAgent }, next)
    c.header('x-request-id', requestId)
    const durationMs = context.now() - startedAtMs
    const { method, path } = c.req
    // Paths hold no secrets, headers and bodies do.
    log.info({ requestId, method, path, status: c.res.status, durationMs, client, user: c.get('userName') }, 'request')
  })
  app.use(answerSessions)
  app.use(recordRefusals(context))
  app.use(readPossession({ context, trustedProxies, certificateHeader: deps.certificateHeader }))
  app.route('/', healthRoutes(deps))
  app.route('/', rpcRoutes({ context, trustedProxies, publicOrigin, reportBug }))
  app.route('/', descriptorSetRoutes({ context, trustedProxies, publicOrigin, reportBug }))
  app.route('/', deviceRoutes(deps))
  app.route('/', tokenEndpoint(deps))
  app.route('/', revocationEndpoint(deps))
  app.route('/', introspectionEndpoint(deps))
  app.route('/', metadataEndpoint(deps))
  app.route('/', pages(deps))
  app.notFound((c) => {
    if (c.req.method === 'POST' && /^\/[\w.]+\/\w+$/.test(c.req.path)) {
      return toErrorResponse(new ConnectError(explainUnserved(c.req.path.slice(1)), Code.Unimplemented))
    }
    return c.text('There is nothing here. Start at /\n', 404)
  })
  app.onError((error, c) => toErrorResponse(toConnectError(error, c.get('requestId'), reportBug)))
  return app
}
