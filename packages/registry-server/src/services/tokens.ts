import { recordChange } from '../audit/record-event.ts'
import { requireRight, requireScope } from '../auth/access.ts'
import { requireFresh } from '../auth/fresh.ts'
import { type Caller, highestPermission, type Principal } from '../auth/principal.ts'
import { hasRight, REGISTRY } from '../auth/rights.ts'
import { generateToken, hashToken } from '../auth/token.ts'
import { MAX_DESCRIPTION_CHARS, MAX_TOKEN_DAYS, USUAL_TOKEN_DAYS } from '../limits.ts'
import { RegistryError } from '../registry-error.ts'
import type { RegistryRole, ScopeGrant } from '../storage/account-records.ts'
import type { Page } from '../storage/page.ts'
import type { Scope, TokenRecord } from '../storage/records.ts'
import type { Store } from '../storage/store.ts'
import { assertFields } from './assert-fields.ts'
import { requestedScopes } from './credentials/requested-scopes.ts'
import { type PageParameters, toPageRequest } from './page-token.ts'
import type { ServiceContext } from './service-context.ts'

const DAY_MS = 24 * 3_600_000

/** What a robot that is made along with its token may do at most; the token itself may be narrower. */
const ROLE_OF_SCOPE = { read: 'reader', push: 'writer', admin: 'admin' } as const satisfies Record<Scope, RegistryRole>

export interface TokenToIssue {
  readonly note: string
  /** Empty: the caller. */
  readonly userName: string
  /** Empty: everything that the caller's credential holds. */
  readonly scopes: readonly ScopeGrant[]
  /** Undefined: the usual life. */
  readonly expiresAtMs: number | undefined
}

/**
 * Issues a token for the caller's own account, or for a robot by an administrator of the registry. It holds no more than
 * the credential that makes it, and it expires. The secret is returned here and kept nowhere. A person must have proven
 * who they are lately. Nobody makes a token for another person: whoever acts as somebody is that somebody.
 * Source: OWASP ASVS 5.0, 7.5.1 and 10.4.11.
 */
export async function issueToken(
  context: ServiceContext,
  caller: Caller,
  request: TokenToIssue,
): Promise<{ token: TokenRecord; secret: string }> {
  const maker = requireScope(caller, 'admin')
  requireFresh(maker, context.now())
  const { note } = request
  if (note.length > MAX_DESCRIPTION_CHARS) {
    throw new RegistryError('invalid_argument', `a note has at most ${MAX_DESCRIPTION_CHARS} characters`)
  }
  const nowMs = context.now()
  const expiresAtMs = request.expiresAtMs ?? nowMs + USUAL_TOKEN_DAYS * DAY_MS
  if (expiresAtMs <= nowMs) throw new RegistryError('invalid_argument', 'expire_time is in the past')
  if (expiresAtMs > nowMs + MAX_TOKEN_DAYS * DAY_MS) {
    throw new RegistryError('invalid_argument', `a token lives for ${MAX_TOKEN_DAYS} days at most; make a new one then`)
  }
  const isOwn = request.userName === '' || request.userName === maker.userName
  if (!isOwn) {
    assertFields({ ownerName: request.userName })
    requireRight(maker, 'own', REGISTRY)
  }
  const scopes = await requestedScopes(context, maker, request.scopes)
  const scope = highestPermission(scopes)
  const secret = generateToken()
  const token = {
    id: context.newId(),
    ...hashToken(secret),
    scope,
    scopes,
    origin: 'issued',
    note,
    expiresAtMs,
  } as const
  const robotId = context.newId()
  const stored = await recordChange(
    context,
    async (store) => {
      const userId = isOwn
        ? maker.userId
        : await ensureRobot(store, { id: robotId, name: request.userName, scope }, nowMs)
      return store.insertToken({ ...token, userId }, nowMs)
    },
    ({ id, userName }) => ({
      action: 'token.created',
      actor: maker,
      target: { kind: 'token', id, name: note },
      details: { user: userName, scope },
    }),
  )
  return { token: stored, secret }
}

async function ensureRobot(
  store: Store,
  { id, name, scope }: { readonly id: string; readonly name: string; readonly scope: Scope },
  nowMs: number,
): Promise<string> {
  const robot = { id, name, userType: 'machine', registryRole: ROLE_OF_SCOPE[scope] } as const
  const found = await store.ensureUser(robot, nowMs)
  if (found.userType === 'machine') return found.id
  throw new RegistryError(
    'permission_denied',
    `${name} is a person, who makes tokens for the own account; name a robot, or leave user_name empty for yourself`,
  )
}

export interface TokenFilter {
  /** Empty: the caller. */
  readonly userName: string
  readonly everyone: boolean
}

/** The tokens that are valid: the caller's own, or by an administrator those of another account or of all. */
export async function listTokens(
  context: ServiceContext,
  caller: Caller,
  { userName, everyone }: TokenFilter,
  page: PageParameters,
): Promise<Page<TokenRecord>> {
  const reader = requireScope(caller, 'admin')
  if (everyone && userName !== '') {
    throw new RegistryError('invalid_argument', 'user_name and everyone exclude each other; set one of them')
  }
  const userId = everyone ? undefined : await userIdOf(context, reader, userName)
  if (userId !== reader.userId) requireRight(reader, 'own', REGISTRY)
  return context.store.listTokens({ userId }, toPageRequest(page), context.now())
}

async function userIdOf({ store }: ServiceContext, reader: Principal, userName: string): Promise<string> {
  if (userName === '' || userName === reader.userName) return reader.userId
  requireRight(reader, 'own', REGISTRY)
  const owner = await store.findOwnerByName(userName)
  if (owner?.kind === 'user') return owner.id
  throw new RegistryError('not_found', `a user ${userName} does not exist`)
}

/**
 * Makes a token useless at once: one of the caller's own, or any by an administrator of the registry. `not_found` also for
 * one that the caller may not know of.
 */
export async function revokeToken(context: ServiceContext, caller: Caller, id: string): Promise<void> {
  const revoker = requireScope(caller, 'admin')
  requireFresh(revoker, context.now())
  const token = await context.store.findToken(id)
  const mayRevoke = token?.userId === revoker.userId || hasRight(revoker, 'own', REGISTRY)
  if (token === undefined || !mayRevoke) {
    throw new RegistryError('not_found', `a token with the id ${id} does not exist, or is not yours`)
  }
  await recordChange(
    context,
    (store) => store.revokeToken(id, context.now()),
    () => ({
      action: 'token.revoked',
      actor: revoker,
      target: { kind: 'token', id, name: token.note },
      details: { user: token.userName },
    }),
  )
}
