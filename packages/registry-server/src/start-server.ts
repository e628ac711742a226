import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { chmod, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createServer as createHttpServer, type Server } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import { availableParallelism } from 'node:os'
import { join, resolve } from 'node:path'
import { getRequestListener } from '@hono/node-server'
import type { Hono } from 'hono'
import type { Logger } from 'pino'
import { createKnownDevices } from './abuse/known-device.ts'
import { createRegistryLimiter } from './abuse/registry-limiter.ts'
import { createApp } from './app.ts'
import { createDpopNonces } from './auth/dpop/dpop-nonces.ts'
import { createIssuerKeys } from './auth/external/issuer-keys.ts'
import { createPasskeys } from './auth/passkeys/passkeys.ts'
import type { Config } from './config.ts'
import type { StartedServer } from './describe-start.ts'
import {
  HEADERS_TIMEOUT_MS,
  JOB_TIMEOUT_MS,
  MAX_QUEUED_JOBS,
  REQUEST_TIMEOUT_MS,
  SOCKET_TIMEOUT_MS,
  UNPACK_TIMEOUT_MS,
  WORKER_HEAP_MB,
  WORKER_IDLE_MS,
  WORKER_STACK_MB,
} from './limits.ts'
import { newId } from './new-id.ts'
import { openExternalLogin } from './open-external-login.ts'
import { openStores } from './open-stores.ts'
import { parsePlugins } from './plugins/parse-plugins.ts'
import type { Plugin } from './plugins/plugin.ts'
import { readMasterKey } from './read-master-key.ts'
import { RegistryError } from './registry-error.ts'
import type { AppEnv } from './routes/app-env.ts'
import { securityHeaders } from './routes/security-headers.ts'
import { ensureSetupCode } from './services/accounts/setup-code.ts'
import { pruneAuditLog } from './services/audit/prune-audit-log.ts'
import { ensureAdmin, ensureSessionModule } from './services/bootstrap.ts'
import { createCompiledImages } from './services/images/compiled-images.ts'
import { indexHeads } from './services/indexes/index-heads.ts'
import { indexLabels } from './services/indexes/index-labels.ts'
import { keepHouse } from './services/keep-house.ts'
import { createKeyRing } from './services/keys/key-ring.ts'
import type { ServiceContext } from './services/service-context.ts'
import { pruneSessions } from './services/sessions/prune-sessions.ts'
import { createPostWebhook } from './webhooks/post-webhook.ts'
import { sendWebhooks } from './webhooks/webhook-sender.ts'
import type { SurveyJob, SurveyResult } from './workers/commit-survey.ts'
import { createPooledChecker } from './workers/pooled-checker.ts'
import { createPooledSurveyor } from './workers/pooled-surveyor.ts'
import type { PushJob, PushVerdict } from './workers/push-check.ts'
import type { UnpackJob, UnpackResult } from './workers/unpack-plugin.ts'
import { createWorkerPool } from './workers/worker-pool.ts'

/** Below two, one large push would hold up all others; above four, memory runs out before time does. */
const WORKERS = Math.min(Math.max(availableParallelism(), 2), 4)

const DAY_MS = 24 * 3_600_000

export interface RunningServer {
  readonly started: StartedServer
  /** Stops taking connections, lets requests under way end for up to `drainMs`, then closes everything. */
  stop(drainMs: number): Promise<void>
}

/** Opens the stores, listens, and makes sure that the administrator and the session module are there. */
export async function startServer(options: {
  readonly config: Config
  readonly version: string
  readonly log: Logger
}): Promise<RunningServer> {
  const { config, version, log } = options
  const dataDir = resolve(config.dataDir)
  const tokenFile = join(dataDir, 'admin-token')
  const setupFile = join(dataDir, 'setup-code')
  const plugins = await readPlugins(config.pluginsFile)
  const stores = await openStores(dataDir, config)
  const pool = createWorkerPool<PushJob, PushVerdict>({
    url: new URL('./workers/check-worker.js', import.meta.url),
    size: WORKERS,
    isWarm: true,
    maxQueued: MAX_QUEUED_JOBS,
    timeoutMs: JOB_TIMEOUT_MS,
    heapMb: WORKER_HEAP_MB,
    stackMb: WORKER_STACK_MB,
    idleMs: WORKER_IDLE_MS,
    onFailure: (error) => log.error({ err: error }, 'a worker failed'),
  })
  const unpackers = createWorkerPool<UnpackJob, UnpackResult>({
    url: new URL('./workers/unpack-worker.js', import.meta.url),
    // Plugins are pushed rarely, and unpacked in a second.
    size: 1,
    isWarm: false,
    maxQueued: MAX_QUEUED_JOBS,
    timeoutMs: UNPACK_TIMEOUT_MS,
    heapMb: WORKER_HEAP_MB,
    stackMb: WORKER_STACK_MB,
    idleMs: WORKER_IDLE_MS,
    onFailure: (error) => log.error({ err: error }, 'a worker failed'),
  })
  const surveyors = createWorkerPool<SurveyJob, SurveyResult>({
    url: new URL('./workers/survey-worker.js', import.meta.url),
    // What is not done at once is done in the background: pushes go first.
    size: 1,
    isWarm: false,
    maxQueued: MAX_QUEUED_JOBS,
    timeoutMs: JOB_TIMEOUT_MS,
    heapMb: WORKER_HEAP_MB,
    stackMb: WORKER_STACK_MB,
    idleMs: WORKER_IDLE_MS,
    onFailure: (error) => log.error({ err: error }, 'a worker failed'),
  })
  const indexing = new AbortController()
  let indexed: Promise<void> | undefined
  const sending = new AbortController()
  let sent: Promise<void> | undefined
  const housekeeping = new AbortController()
  let kept: Promise<void> | undefined
  let app: Hono<AppEnv> | undefined
  let accepting = true
  let server: Server | undefined
  const stop = async (drainMs: number) => {
    accepting = false
    if (server !== undefined) await closeServer(server, drainMs)
    indexing.abort(new RegistryError('unavailable', 'the registry is shutting down; try again'))
    sending.abort()
    housekeeping.abort()
    await kept
    await sent
    await pool.close()
    await surveyors.close()
    await indexed
    await unpackers.close()
    await stores.close()
  }
  try {
    server = await listen(config, (request, env) => app?.fetch(request, env) ?? starting(config))
    const publicUrl = config.publicUrl ?? defaultPublicUrl(config, server)
    const base = { store: stores.store, sessions: stores.sessions, blobs: stores.blobs, now: Date.now, newId }
    const masterKey = await readMasterKey(config, dataDir)
    const keyRing = createKeyRing({ store: stores.store, now: Date.now, masterKey, publicOrigin: publicUrl.origin })
    // Before anybody is served: a key that does not fit is for the operator to mend.
    await keyRing.signingKey()
    const surveyor = createPooledSurveyor(surveyors)
    const images = createCompiledImages({ ...base, surveyor, engineVersion: version }, stores.imageCache)
    const context: ServiceContext = {
      ...base,
      checker: createPooledChecker(pool),
      surveyor,
      images,
      unpacker: { unpack: (job, signal) => unpackers.run(job, [job.bytes.buffer], signal) },
      lifetimes: config.lifetimes,
      issuerKeys: createIssuerKeys(),
      passkeys: createPasskeys({ publicOrigin: publicUrl.origin, masterKey }),
      externalLogin: await openExternalLogin(config.oidc, { masterKey, publicOrigin: publicUrl.origin }),
      limiter: createRegistryLimiter(
        { store: stores.store, now: Date.now, sharedCountersOf: stores.countersOf },
        masterKey,
      ),
      knownDevices: createKnownDevices(createHmac('sha256', masterKey).update('wireproof known device key').digest()),
      removeSetupCode: () => rm(setupFile, { force: true }),
      keyRing,
      publicOrigin: publicUrl.origin,
      dpop: { nonces: createDpopNonces(masterKey), replays: stores.replays },
      plugins,
      webhookHosts: config.webhookHosts,
      registryHost: publicUrl.host,
      engineVersion: version,
    }
    const { admin, savedToken } = await ensureAdmin(base, {
      environmentToken: config.adminToken,
      saveToken: (token) => saveSecret(tokenFile, token),
    })
    const isSetupOpen = await ensureSetupCode(context, admin.userId, {
      read: () => readSecret(setupFile),
      save: (code) => saveSecret(setupFile, code),
    })
    if (!isSetupOpen) await context.removeSetupCode()
    await registerSessionModule(context, admin, log)
    indexed = bringIndexesUpToDate(context, indexing.signal, log)
    sent = sendWebhooks(
      {
        store: stores.store,
        post: createPostWebhook(config.webhookHosts),
        now: Date.now,
        reportBug: (error) => log.error({ err: error }, 'webhooks could not be sent'),
      },
      sending.signal,
    )
    kept = keepHouse(
      [
        (signal) => pruneSessions(context, signal),
        (signal) => pruneAuditLog(context, config.auditDays * DAY_MS, signal),
      ],
      (error) => log.error({ err: error }, 'what is old could not be cleared up'),
      housekeeping.signal,
    )
    const readiness = async () => ({
      database: await answers(stores.ping),
      workers: pool.isReady(),
      accepting,
    })
    app = createApp({
      context,
      log,
      version,
      trustedProxies: config.trustedProxies,
      certificateHeader: config.certificateHeader,
      publicOrigin: publicUrl.origin,
      readiness,
    })
    return {
      stop,
      started: {
        version,
        publicUrl,
        dataDir,
        isInDatabase: (config.databaseUrl ?? config.databaseUrlFile) !== undefined,
        // Another server on the same database may have made the token, and has the file.
        tokenFile:
          config.adminToken === undefined && (await readSecret(tokenFile)) !== undefined ? tokenFile : undefined,
        isTokenGiven: config.adminToken !== undefined,
        isFirstStart: savedToken,
        setupFile: isSetupOpen ? setupFile : undefined,
      },
    }
  } catch (error) {
    await stop(0)
    throw error
  }
}

type Handler = (request: Request, env: AppEnv['Bindings']) => Response | Promise<Response>

async function listen(config: Config, fetch: Handler): Promise<Server> {
  const listener = getRequestListener((request, env) => fetch(request, env as AppEnv['Bindings']), {
    overrideGlobalObjects: false,
  })
  const timeouts = { headersTimeout: HEADERS_TIMEOUT_MS, requestTimeout: REQUEST_TIMEOUT_MS }
  const server =
    config.tls === undefined
      ? createHttpServer(timeouts, listener)
      : createHttpsServer({ ...timeouts, ...(await readTls(config.tls)) }, listener)
  server.setTimeout(SOCKET_TIMEOUT_MS)
  server.listen(config.port, config.host)
  try {
    await once(server, 'listening')
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    const advice =
      reason === 'EADDRINUSE' ? 'another program listens there; stop it or choose another port (--port)' : reason
    throw new Error(`cannot listen on ${config.host}, port ${config.port}: ${advice}`, { cause: error })
  }
  return server
}

async function readTls(tls: NonNullable<Config['tls']>): Promise<{ cert: Buffer; key: Buffer; minVersion: 'TLSv1.2' }> {
  try {
    return { cert: await readFile(tls.certFile), key: await readFile(tls.keyFile), minVersion: 'TLSv1.2' }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new Error(`cannot read the TLS certificate or key: ${reason}`, { cause: error })
  }
}

async function readPlugins(file: string | undefined): Promise<readonly Plugin[]> {
  if (file === undefined) return []
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new Error(`cannot read the list of plugins (WIREPROOF_PLUGINS): ${reason}`, { cause: error })
  }
  const parsed = parsePlugins(text)
  if ('problems' in parsed) throw new Error(`${file} (WIREPROOF_PLUGINS): ${parsed.problems.join('; ')}`)
  return parsed.plugins
}

function defaultPublicUrl(config: Config, server: Server): URL {
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : config.port
  return new URL(`${config.tls === undefined ? 'http' : 'https'}://localhost:${port}`)
}

/** A registry without its own module is still a registry: what keeps it out is for the log. */
async function registerSessionModule(
  context: ServiceContext,
  admin: Parameters<typeof ensureSessionModule>[1],
  log: Logger,
): Promise<void> {
  try {
    await ensureSessionModule(context, admin)
  } catch (error) {
    log.error({ err: error }, 'the module wireproof/session could not be brought up to date')
  }
}

/** In the background, for what an older version has stored; where it stops, the next start goes on. */
async function bringIndexesUpToDate(context: ServiceContext, signal: AbortSignal, log: Logger): Promise<void> {
  try {
    const heads = await indexHeads(context, {}, signal)
    const steps = await indexLabels(context, signal)
    if (heads + steps > 0) log.info({ heads, steps }, 'the indexes were brought up to date')
  } catch (error) {
    if (!signal.aborted) log.error({ err: error }, 'the indexes could not be brought up to date')
  }
}

/** Undefined when there is no such file. */
async function readSecret(path: string): Promise<string | undefined> {
  try {
    return (await readFile(path, 'utf8')).trim()
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

/** Readable only by the owner of the process, and whole or not there. */
async function saveSecret(path: string, secret: string): Promise<void> {
  const temporary = `${path}.new`
  await writeFile(temporary, `${secret}\n`, { mode: 0o600 })
  // The mode above counts only for a file that was not there.
  await chmod(temporary, 0o600)
  await rename(temporary, path)
}

async function closeServer(server: Server, drainMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  server.closeIdleConnections()
  const timer = setTimeout(() => server.closeAllConnections(), drainMs)
  // Connections that were busy when the server was told to stop become idle, and would be kept alive.
  const sweep = setInterval(() => server.closeIdleConnections(), 100)
  await closed
  clearTimeout(timer)
  clearInterval(sweep)
}

async function answers(question: () => Promise<void>): Promise<boolean> {
  try {
    await question()
    return true
  } catch {
    return false
  }
}

function starting({ tls, publicUrl }: Config): Response {
  const hostname = publicUrl?.hostname ?? 'localhost'
  const headers = securityHeaders(new Headers(), { isTls: tls !== undefined, hostname })
  return new Response('{"code":"unavailable","message":"the registry is starting; try again"}', {
    status: 503,
    headers: { ...Object.fromEntries(headers), 'content-type': 'application/json', 'retry-after': '1' },
  })
}
