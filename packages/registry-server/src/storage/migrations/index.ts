import { init } from './0001-init.ts'
import { deviceLogins } from './0002-device-logins.ts'
import { policyLevels } from './0003-policy-levels.ts'
import { artifacts } from './0004-artifacts.ts'
import { headSymbols } from './0005-head-symbols.ts'
import { search } from './0006-search.ts'
import { queryIndexes } from './0007-query-indexes.ts'
import { webhooks } from './0008-webhooks.ts'
import { usersOfSymbols } from './0009-users-of-symbols.ts'
import { accounts } from './0010-accounts.ts'
import { sessions } from './0011-sessions.ts'
import { audit } from './0012-audit.ts'
import { signingKeys } from './0013-signing-keys.ts'
import { trustRules } from './0014-trust-rules.ts'
import { externalIdentities } from './0015-external-identities.ts'
import { passkeys } from './0016-passkeys.ts'
import { deviceGrants } from './0017-device-grants.ts'
import { attemptCounters } from './0018-attempt-counters.ts'
import { sessionsOfTokens } from './0019-sessions-of-tokens.ts'
import type { Migration } from './migration.ts'

/** In the order in which they are applied. */
export const MIGRATIONS: readonly Migration[] = [
  init,
  deviceLogins,
  policyLevels,
  artifacts,
  headSymbols,
  search,
  queryIndexes,
  webhooks,
  usersOfSymbols,
  accounts,
  sessions,
  audit,
  signingKeys,
  trustRules,
  externalIdentities,
  passkeys,
  deviceGrants,
  attemptCounters,
  sessionsOfTokens,
]
