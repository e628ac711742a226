import type { BlockList } from 'node:net'
import {
  type ConnectRouter,
  createConnectRouter,
  createContextKey,
  createContextValues,
  type Interceptor,
} from '@connectrpc/connect'
import {
  type UniversalHandler,
  universalServerRequestFromFetch,
  universalServerResponseToFetch,
} from '@connectrpc/connect/protocol'
import {
  errorCodeOf,
  moduleV1,
  moduleV1beta1,
  ownerV1,
  reflectV1beta1,
  registryV1,
  registryV1alpha1,
  sessionV1,
} from '@wireproof/registry-api'
import { type Context, Hono } from 'hono'
import { type Admission, createAdmission } from '../admission.ts'
import { type AccessRule, requireRule } from '../auth/access-table.ts'
import { requireAccess } from '../auth/require-access.ts'
import {
  MAX_CLIENT_TIMEOUT_MS,
  MAX_GENERATIONS_AT_ONCE,
  MAX_IMAGE_BYTES,
  MAX_PUSH_BYTES,
  MAX_PUSHES_AT_ONCE,
  MAX_QUEUED_GENERATIONS,
  MAX_QUEUED_PUSHES,
  MAX_REQUEST_BYTES,
} from '../limits.ts'
import { RegistryError } from '../registry-error.ts'
import type { ServiceContext } from '../services/service-context.ts'
import type { AppEnv } from './app-env.ts'
import { authenticateNewcomer, authenticateRequest } from './authenticate-request.ts'
import { accountService } from './rpc/account-service.ts'
import { auditService } from './rpc/audit-service.ts'
import { CALLER, FORGERY_TOKEN } from './rpc/caller.ts'
import { codeGenerationService } from './rpc/code-generation-service.ts'
import { commitService, commitServiceV1beta1 } from './rpc/commit-service.ts'
import { decisionService } from './rpc/decision-service.ts'
import { dependantService } from './rpc/dependant-service.ts'
import { downloadService, downloadServiceV1beta1 } from './rpc/download-service.ts'
import { type ReportBug, toConnectError, toErrorResponse } from './rpc/error-response.ts'
import { fileDescriptorSetService, reflectService } from './rpc/file-descriptor-set-service.ts'
import { graphService, graphServiceV1beta1 } from './rpc/graph-service.ts'
import { labelService } from './rpc/label-service.ts'
import { memberService } from './rpc/member-service.ts'
import { moduleService } from './rpc/module-service.ts'
import { authnService, organizationService, ownerService, userService } from './rpc/owner-services.ts'
import { ownershipService } from './rpc/ownership-service.ts'
import { addPluginServices } from './rpc/plugin-services.ts'
import { addPolicyArtifactServices } from './rpc/policy-artifact-services.ts'
import { policyService } from './rpc/policy-service.ts'
import { resourceService } from './rpc/resource-service.ts'
import { searchService } from './rpc/search-service.ts'
import { sessionService } from './rpc/session-service.ts'
import { tokenService } from './rpc/token-service.ts'
import { trustRuleService } from './rpc/trust-rule-service.ts'
import { uploadService, uploadServiceV1beta1 } from './rpc/upload-service.ts'
import { webhookService } from './rpc/webhook-service.ts'

export interface RpcDeps {
  readonly context: ServiceContext
  readonly trustedProxies: BlockList | undefined
  readonly publicOrigin: string
  readonly reportBug: ReportBug
}

const REQUEST_ID = createContextKey('', { description: 'request id' })

/** The services, all of them: this list is what the registry speaks. */
function addServices(router: ConnectRouter, context: ServiceContext): void {
  const uploads = { readMaxBytes: MAX_PUSH_BYTES }
  router
    .service(moduleV1.ModuleService, moduleService(context))
    .service(moduleV1.CommitService, commitService(context))
    .service(moduleV1.LabelService, labelService(context))
    .service(moduleV1.GraphService, graphService(context))
    .service(moduleV1.ResourceService, resourceService(context))
    .service(moduleV1.DownloadService, downloadService(context))
    .service(moduleV1.UploadService, uploadService(context), uploads)
    .service(moduleV1.FileDescriptorSetService, fileDescriptorSetService(context))
    .service(moduleV1beta1.CommitService, commitServiceV1beta1(context))
    .service(moduleV1beta1.GraphService, graphServiceV1beta1(context))
    .service(moduleV1beta1.DownloadService, downloadServiceV1beta1(context))
    .service(moduleV1beta1.UploadService, uploadServiceV1beta1(context), uploads)
    .service(reflectV1beta1.FileDescriptorSetService, reflectService(context))
    .service(ownerV1.OwnerService, ownerService(context))
    .service(ownerV1.UserService, userService(context))
    .service(ownerV1.OrganizationService, organizationService(context))
    .service(registryV1alpha1.AuthnService, authnService(context))
    .service(registryV1alpha1.CodeGenerationService, codeGenerationService(context), { readMaxBytes: MAX_IMAGE_BYTES })
    .service(registryV1.PolicyService, policyService(context))
    .service(registryV1.DependantService, dependantService(context))
    .service(registryV1.DecisionService, decisionService(context))
    .service(registryV1.TokenService, tokenService(context))
    .service(registryV1.SearchService, searchService(context))
    .service(registryV1.WebhookService, webhookService(context))
    .service(registryV1.MemberService, memberService(context))
    .service(registryV1.OwnershipService, ownershipService(context))
    .service(sessionV1.AccountService, accountService(context))
    .service(sessionV1.SessionService, sessionService(context))
    .service(sessionV1.AuditService, auditService(context))
    .service(sessionV1.TrustRuleService, trustRuleService(context))
  addPluginServices(router, context)
  addPolicyArtifactServices(router, context)
}

/** Connect over HTTP: unary calls, binary or JSON. Who calls is known before a body is read. */
export function rpcRoutes(deps: RpcDeps): Hono<AppEnv> {
  const explainErrors: Interceptor = (next) => async (request) => {
    try {
      return await next(request)
    } catch (error) {
      throw toConnectError(error, request.contextValues.get(REQUEST_ID), deps.reportBug)
    }
  }
  const router = createConnectRouter({
    connect: true,
    grpc: false,
    grpcWeb: false,
    readMaxBytes: MAX_REQUEST_BYTES,
    maxTimeoutMs: MAX_CLIENT_TIMEOUT_MS,
    interceptors: [explainErrors],
  })
  addServices(router, deps.context)
  const heavyCalls = createHeavyCalls()
  const app = new Hono<AppEnv>()
  for (const handler of router.handlers) {
    const rule = requireRule(handler.requestPath.slice(1))
    app.post(handler.requestPath, async (c) => {
      if (!handler.supportedContentType(c.req.header('content-type') ?? '')) return wrongContentType()
      try {
        return await handle(c, { handler, rule, heavy: heavyCalls.get(handler.method.name) }, deps)
      } catch (error) {
        const connectError = toConnectError(error, c.get('requestId'), deps.reportBug)
        c.set('rpcCode', errorCodeOf(connectError.code))
        return toErrorResponse(connectError)
      }
    })
  }
  return app
}

/**
 * For everybody alike, before it is asked who calls: forms, which any page can send, are refused on any method.
 * Source: OWASP ASVS 5.0, 3.5.2; RFC 9110 section 15.5.16.
 */
function wrongContentType(): Response {
  return new Response(null, { status: 415, headers: { 'accept-post': 'application/json, application/proto' } })
}

/** A call with a large body or much work: only so many come in at a time. */
interface HeavyCall {
  readonly maxBytes: number
  readonly admission: Admission
}

/** By the name of the method. */
function createHeavyCalls(): ReadonlyMap<string, HeavyCall> {
  const pushes = createAdmission({ maxInside: MAX_PUSHES_AT_ONCE, maxWaiting: MAX_QUEUED_PUSHES })
  const generations = createAdmission({ maxInside: MAX_GENERATIONS_AT_ONCE, maxWaiting: MAX_QUEUED_GENERATIONS })
  return new Map<string, HeavyCall>([
    ['Upload', { maxBytes: MAX_PUSH_BYTES, admission: pushes }],
    ['GenerateCode', { maxBytes: MAX_IMAGE_BYTES, admission: generations }],
  ])
}

interface ServedMethod {
  readonly handler: UniversalHandler
  readonly rule: AccessRule
  readonly heavy: HeavyCall | undefined
}

async function handle(c: Context<AppEnv>, { handler, rule, heavy }: ServedMethod, deps: RpcDeps): Promise<Response> {
  const isForNewcomers = rule.who === 'anyone' && handler.service.typeName.startsWith('wireproof.session.')
  const caller = await (isForNewcomers ? authenticateNewcomer(c, deps) : authenticateRequest(c, deps))
  requireAccess(caller, rule, deps.context.now())
  const contextValues = createContextValues()
    .set(CALLER, caller)
    .set(FORGERY_TOKEN, c.get('forgeryToken') ?? '')
    .set(REQUEST_ID, c.get('requestId'))
  assertLength(c.req.header('content-length'), heavy?.maxBytes ?? MAX_REQUEST_BYTES)

  const leave = heavy === undefined ? () => {} : await heavy.admission.enter(c.req.raw.signal)
  try {
    const request = { ...universalServerRequestFromFetch(c.req.raw, { httpVersion: '1.1' }), contextValues }
    return universalServerResponseToFetch(await handler(request))
  } finally {
    leave()
  }
}

/** Says no before the body is read; a body without a declared length is counted as it comes. */
function assertLength(header: string | undefined, max: number): void {
  if (header !== undefined && Number(header) > max) {
    throw new RegistryError('resource_exhausted', `the request has ${header} bytes; the most is ${max}`)
  }
}
