import type { BlockList } from 'node:net'
import { type Context, Hono } from 'hono'
import { canSee } from '../auth/access.ts'
import { getDescriptorSet } from '../services/images/get-descriptor-set.ts'
import { resolveCommit } from '../services/resolve-resource.ts'
import type { ServiceContext } from '../services/service-context.ts'
import type { AppEnv } from './app-env.ts'
import { authenticateRequest } from './authenticate-request.ts'
import { type ReportBug, toConnectError, toErrorResponse } from './rpc/error-response.ts'

export interface DescriptorSetDeps {
  readonly context: ServiceContext
  readonly trustedProxies: BlockList | undefined
  readonly publicOrigin: string
  readonly reportBug: ReportBug
}

/** As long as HTTP caches keep anything: a year, in seconds. */
const FOR_EVER = 'max-age=31536000, immutable'

/**
 * Compiled commits for whatever reads a URL: `GET /descriptor-sets/{owner}/{module}/{commit or label}`, with places and
 * comments by `?source_info=true`. What is asked for by a commit never changes, and caches are told so; by a label they
 * have to ask again, and learn from the ETag that nothing has changed (RFC 9110, RFC 8246).
 */
export function descriptorSetRoutes(deps: DescriptorSetDeps): Hono<AppEnv> {
  return new Hono<AppEnv>().get('/descriptor-sets/:owner/:module/:ref{.+}', async (c) => {
    try {
      return await answer(c, deps)
    } catch (error) {
      return toErrorResponse(toConnectError(error, c.get('requestId'), deps.reportBug))
    }
  })
}

async function answer(c: Context<AppEnv>, deps: DescriptorSetDeps): Promise<Response> {
  const { context } = deps
  const caller = await authenticateRequest(c, deps)
  const { owner, module: name, ref } = c.req.param()
  const sourceInfo = c.req.query('source_info') === 'true'
  const resource = { owner: owner ?? '', module: name ?? '', label: undefined, ref }
  const { module, commit } = await resolveCommit(context, caller, resource)
  const etag = `"${context.images.tagOf(commit, { sourceInfo })}"`
  const isPinned = ref === commit.id
  c.header('etag', etag)
  c.header('vary', 'authorization, cookie')
  c.header('cache-control', `${canSee(undefined, module) ? 'public' : 'private'}, ${isPinned ? FOR_EVER : 'no-cache'}`)
  if (matches(c.req.header('if-none-match'), etag)) return c.body(null, 304)
  const request = { ref: { id: commit.id }, names: [], excludeImports: false, sourceInfo }
  const { bytes } = await getDescriptorSet(context, caller, request, c.req.raw.signal)
  return c.body(new Uint8Array(bytes), 200, { 'content-type': 'application/protobuf' })
}

/** Source: RFC 9110, section 13.1.2: weak comparison. */
function matches(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false
  return header.split(',').some((part) => part.trim() === '*' || part.trim().replace(/^W\//, '') === etag)
}
