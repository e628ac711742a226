import { type Kysely, sql } from 'kysely'
import type { Store } from '../store.ts'
import { createAccountStore } from './accounts.ts'
import { createArtifactStore } from './artifact-sql-store.ts'
import { createAttemptStore } from './attempts.ts'
import { createAuditStore } from './audit.ts'
import { findCommit, findCommitByDigest, listCommitIds, listCommits, listDependencies } from './commits.ts'
import {
  decideDeviceLogin,
  findDeviceLogin,
  insertDeviceLogin,
  noteDevicePoll,
  redeemDeviceLogin,
  takeDeviceGrant,
} from './device-logins.ts'
import { createExternalIdentityStore } from './external-identities.ts'
import { inOneStep } from './in-one-step.ts'
import { findLabelById, findLabelByName, listLabelHistory, listLabels, setLabelsArchived } from './labels.ts'
import { createMemberStore } from './members.ts'
import {
  createModules,
  deleteModules,
  findModuleById,
  findModuleByName,
  listModules,
  transferModule,
  updateModules,
} from './modules.ts'
import {
  createOrganizations,
  deleteOrganizations,
  ensureUser,
  findOwner,
  listOwners,
  updateOrganizations,
} from './owners.ts'
import { createPasskeyStore } from './passkeys.ts'
import { getPolicies, getPolicy, setPolicy } from './policies.ts'
import { publish } from './publish.ts'
import { createSearchStore } from './search.ts'
import { createSessionStore } from './sessions.ts'
import { createKeyStore } from './signing-keys.ts'
import { createSymbolStore } from './symbol-sql-store.ts'
import type { Tables } from './tables.ts'
import {
  countAdminTokens,
  findToken,
  findTokenByLookup,
  insertToken,
  listTokens,
  replaceEnvironmentToken,
  revokeToken,
  touchToken,
} from './tokens.ts'
import { createTrustRuleStore } from './trust-rules.ts'
import { createWebhookStore } from './webhooks.ts'

/**
 * The store over any database that Kysely speaks to; transactions must be serialisable. Errors are the driver's own:
 * the adapter translates them.
 */
export function createSqlStore(db: Kysely<Tables>): Store {
  return {
    findOwnerById: (id) => findOwner(db, { column: 'id', value: id }),
    findOwnerByName: (name) => findOwner(db, { column: 'name', value: name }),
    listOwners: (filter, page) => listOwners(db, filter, page),
    ensureUser: (user, nowMs) => ensureUser(db, user, nowMs),
    createOrganizations: (organizations, nowMs) => createOrganizations(db, organizations, nowMs),
    updateOrganizations: (changes, nowMs) => updateOrganizations(db, changes, nowMs),
    deleteOrganizations: (ids) => deleteOrganizations(db, ids),

    findModuleById: (id) => findModuleById(db, id),
    findModuleByName: (ownerName, name) => findModuleByName(db, ownerName, name),
    listModules: (filter, page) => listModules(db, filter, page),
    createModules: (modules, nowMs) => createModules(db, modules, nowMs),
    updateModules: (changes, nowMs) => updateModules(db, changes, nowMs),
    transferModule: (id, ownerId, nowMs) => transferModule(db, id, { ownerId, nowMs }),
    deleteModules: (ids) => deleteModules(db, ids),

    findCommit: (id) => findCommit(db, id),
    findCommitByDigest: (moduleId, b5) => findCommitByDigest(db, moduleId, b5),
    listDependencies: (commitId) => listDependencies(db, commitId),
    listCommits: (filter, page) => listCommits(db, filter, page),
    listCommitIds: (after, limit) => listCommitIds(db, after, limit),

    findLabelById: (id) => findLabelById(db, id),
    findLabelByName: (moduleId, name) => findLabelByName(db, moduleId, name),
    listLabels: (filter, page) => listLabels(db, filter, page),
    listLabelHistory: (filter, page) => listLabelHistory(db, filter, page),
    setLabelsArchived: (ids, archived, userId, nowMs) => setLabelsArchived(db, ids, { archived, userId, nowMs }),

    publish: (publication) => publish(db, publication),

    getPolicy: (target) => getPolicy(db, target),
    getPolicies: (module) => getPolicies(db, module),
    setPolicy: (target, text, userId, nowMs) => setPolicy(db, target, { text, userId, nowMs }),

    insertToken: (token, nowMs) => insertToken(db, token, nowMs),
    findTokenByLookup: (lookup) => findTokenByLookup(db, lookup),
    touchToken: (id, nowMs) => touchToken(db, id, nowMs),
    findToken: (id) => findToken(db, id),
    listTokens: (filter, page, nowMs) => listTokens(db, filter, page, nowMs),
    countAdminTokens: (nowMs) => countAdminTokens(db, nowMs),
    revokeToken: (id, nowMs) => revokeToken(db, id, nowMs),
    replaceEnvironmentToken: (token, nowMs) => replaceEnvironmentToken(db, token, nowMs),

    insertDeviceLogin: (login, maxOpen, nowMs) => insertDeviceLogin(db, login, maxOpen, nowMs),
    findDeviceLoginByUserCode: (userCode) => findDeviceLogin(db, { column: 'user_code', value: userCode }),
    findDeviceLoginByLookup: (lookup) => findDeviceLogin(db, { column: 'lookup', value: lookup }),
    decideDeviceLogin: (userCode, decision, nowMs) => decideDeviceLogin(db, userCode, decision, nowMs),
    noteDevicePoll: (lookup, limits, nowMs) => noteDevicePoll(db, lookup, limits, nowMs),
    takeDeviceGrant: (lookup, nowMs) => takeDeviceGrant(db, lookup, nowMs),
    redeemDeviceLogin: (lookup, token, nowMs) => redeemDeviceLogin(db, lookup, token, nowMs),

    ...createAccountStore(db),

    ...createArtifactStore(db),

    ...createAttemptStore(db),

    ...createAuditStore(db),

    ...createExternalIdentityStore(db),

    ...createKeyStore(db),

    ...createMemberStore(db),

    ...createPasskeyStore(db),

    ...createSearchStore(db),

    ...createSessionStore(db),

    ...createSymbolStore(db),

    ...createTrustRuleStore(db),

    ...createWebhookStore(db),

    inOneStep: (work) => inOneStep(db, (step) => work(createSqlStore(step))),

    ping: async () => {
      await sql`SELECT 1`.execute(db)
    },
    close: () => db.destroy(),
  }
}
