import type { ServiceContext } from '../src/services/service-context.ts'
import { issueTokenSet, type TokenSet } from '../src/services/sessions/issue-token-set.ts'
import { startSession } from '../src/services/sessions/start-session.ts'
import type { ScopeGrant } from '../src/storage/account-records.ts'
import type { SessionBinding, SessionRecord } from '../src/storage/session-records.ts'
import type { TestContext } from './test-context.ts'

export interface StartedTokenSession {
  readonly session: SessionRecord
  readonly tokens: TokenSet
}

/** Signs the administrator in with the token strategy. */
export async function startTokenSession(
  context: ServiceContext & Pick<TestContext, 'admin'>,
  what: { readonly scopes?: readonly ScopeGrant[]; readonly binding?: SessionBinding } = {},
): Promise<StartedTokenSession> {
  const started = await startSession(context, {
    userId: context.admin.userId,
    strategy: 'token',
    scopes: what.scopes ?? [{ permission: 'admin', resource: '' }],
    isRemembered: false,
    absoluteTimeoutMs: undefined,
    binding: what.binding,
    clientName: 'a command line',
    address: '192.0.2.1',
  })
  return { session: started.session, tokens: await issueTokenSet(context, started) }
}
