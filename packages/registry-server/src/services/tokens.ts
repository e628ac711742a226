import { requireScope } from '../auth/access.ts'
import type { Caller } from '../auth/principal.ts'
import { generateToken, hashToken } from '../auth/token.ts'
import { MAX_DESCRIPTION_CHARS } from '../limits.ts'
import { RegistryError } from '../registry-error.ts'
import type { RegistryRole } from '../storage/account-records.ts'
import type { Page } from '../storage/page.ts'
import type { Scope, TokenRecord } from '../storage/records.ts'
import { assertFields } from './assert-fields.ts'
import { type PageParameters, toPageRequest } from './page-token.ts'
import type { ServiceContext } from './service-context.ts'

/** What a robot that is made along with its token may do: what the token says, on the whole registry. */
const ROLE_OF_SCOPE = { read: 'reader', push: 'writer', admin: 'admin' } as const satisfies Record<Scope, RegistryRole>

export interface TokenToIssue {
  readonly note: string
  readonly userName: string
  readonly scope: Scope
  readonly expiresAtMs: number | undefined
}

/** Issues a token; needs the scope admin. The secret is returned here and kept nowhere. */
export async function issueToken(
  context: ServiceContext,
  caller: Caller,
  request: TokenToIssue,
): Promise<{ token: TokenRecord; secret: string }> {
  requireScope(caller, 'admin')
  const { note, userName, scope, expiresAtMs } = request
  assertFields({ ownerName: userName })
  if (note.length > MAX_DESCRIPTION_CHARS) {
    throw new RegistryError('invalid_argument', `a note has at most ${MAX_DESCRIPTION_CHARS} characters`)
  }
  if (expiresAtMs !== undefined && expiresAtMs <= context.now()) {
    throw new RegistryError('invalid_argument', 'expire_time is in the past')
  }
  const user = await context.store.ensureUser(
    { id: context.newId(), name: userName, userType: 'machine', registryRole: ROLE_OF_SCOPE[scope] },
    context.now(),
  )
  const secret = generateToken()
  const token = await context.store.insertToken(
    { id: context.newId(), userId: user.id, ...hashToken(secret), scope, origin: 'issued', note, expiresAtMs },
    context.now(),
  )
  return { token, secret }
}

/** The tokens that are valid; needs the scope admin. */
export async function listTokens(
  context: ServiceContext,
  caller: Caller,
  page: PageParameters,
): Promise<Page<TokenRecord>> {
  requireScope(caller, 'admin')
  return context.store.listTokens(toPageRequest(page), context.now())
}

/** Makes a token useless at once; needs the scope admin. */
export async function revokeToken(context: ServiceContext, caller: Caller, id: string): Promise<void> {
  requireScope(caller, 'admin')
  await context.store.revokeToken(id, context.now())
}
