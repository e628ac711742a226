import type { Scope } from '../storage/records.ts'
import type { Right } from './rights.ts'

/** Who may call a method, or ask for a route. */
export interface AccessRule {
  /** `anyone`: also without a credential; what is public is shown to all. */
  readonly who: 'anyone' | 'signed-in'
  /** The least permission that the credential must hold somewhere; it is asked for before a body is read. */
  readonly permission: Scope | 'none'
  /** What `right` is asked of, by the use case, which knows what is meant. */
  readonly on: 'registry' | 'owner' | 'module' | 'self' | 'nothing'
  readonly right: Right | 'none'
  /** Whether a person must have proven lately who they are; see `requireFresh`. */
  readonly fresh: boolean
}

const PERMISSION_FOR = { read: 'read', push: 'push', maintain: 'admin', own: 'admin' } as const satisfies Record<
  Right,
  Scope
>

/** For everybody, and about nothing that anybody owns. */
const OPEN: AccessRule = { who: 'anyone', permission: 'none', on: 'nothing', right: 'none', fresh: false }
/** What is public for everybody, what is private for those who may read it. `module` stands for plugins and policies, too. */
const READ: AccessRule = { ...OPEN, on: 'module', right: 'read' }
/** About the caller alone, or about what every caller may know. */
const SIGNED_IN: AccessRule = { who: 'signed-in', permission: 'read', on: 'self', right: 'none', fresh: false }

function needs(right: Right, on: 'registry' | 'owner' | 'module'): AccessRule {
  return { who: 'signed-in', permission: PERMISSION_FOR[right], on, right, fresh: false }
}

/** Dangerous: OWASP ASVS 5.0, 7.5.1 and 7.5.3. */
function fresh(rule: AccessRule): AccessRule {
  return { ...rule, fresh: true }
}

/** The caller's own credentials, which only somebody with all of the caller's rights may change. */
const OWN_CREDENTIALS: AccessRule = fresh({ ...SIGNED_IN, permission: 'admin' })

const LABELS = {
  GetLabels: READ,
  ListLabels: READ,
  ListLabelHistory: READ,
  CreateOrUpdateLabels: needs('push', 'module'),
  ArchiveLabels: needs('push', 'module'),
  UnarchiveLabels: needs('push', 'module'),
} as const
const COMMITS = { GetCommits: READ, ListCommits: READ } as const

/** By service; `RULES` below is what it comes to. */
const SERVICES: Readonly<Record<string, Readonly<Record<string, AccessRule>>>> = {
  'buf.alpha.registry.v1alpha1.AuthnService': { GetCurrentUser: SIGNED_IN, GetCurrentUserSubject: SIGNED_IN },
  // It is the machine of the registry that works, on what the caller sends along.
  'buf.alpha.registry.v1alpha1.CodeGenerationService': { GenerateCode: SIGNED_IN },
  'buf.reflect.v1beta1.FileDescriptorSetService': { GetFileDescriptorSet: READ },
  'buf.registry.module.v1.CommitService': COMMITS,
  'buf.registry.module.v1.DownloadService': { Download: READ },
  'buf.registry.module.v1.FileDescriptorSetService': { GetFileDescriptorSet: READ },
  'buf.registry.module.v1.GraphService': { GetGraph: READ },
  'buf.registry.module.v1.LabelService': LABELS,
  'buf.registry.module.v1.ModuleService': {
    CreateModules: needs('push', 'owner'),
    DeleteModules: fresh(needs('own', 'module')),
    GetModules: READ,
    ListModules: READ,
    UpdateModules: needs('maintain', 'module'),
  },
  'buf.registry.module.v1.ResourceService': { GetResources: READ },
  'buf.registry.module.v1.UploadService': { Upload: needs('push', 'module') },
  'buf.registry.module.v1beta1.CommitService': { GetCommits: READ },
  'buf.registry.module.v1beta1.DownloadService': { Download: READ },
  'buf.registry.module.v1beta1.GraphService': { GetGraph: READ },
  'buf.registry.module.v1beta1.UploadService': { Upload: needs('push', 'module') },
  'buf.registry.owner.v1.OrganizationService': {
    CreateOrganizations: needs('own', 'registry'),
    DeleteOrganizations: fresh(needs('own', 'owner')),
    GetOrganizations: OPEN,
    ListOrganizations: SIGNED_IN,
    UpdateOrganizations: needs('own', 'owner'),
  },
  // Owners are no secret: their names are parts of public names.
  'buf.registry.owner.v1.OwnerService': { GetOwners: OPEN },
  'buf.registry.owner.v1.UserService': { GetCurrentUser: SIGNED_IN, GetUsers: OPEN, ListUsers: SIGNED_IN },
  'buf.registry.plugin.v1beta1.CommitService': COMMITS,
  'buf.registry.plugin.v1beta1.DownloadService': { Download: READ },
  'buf.registry.plugin.v1beta1.LabelService': LABELS,
  'buf.registry.plugin.v1beta1.PluginService': {
    CreatePlugins: needs('push', 'owner'),
    DeletePlugins: fresh(needs('own', 'module')),
    GetPlugins: READ,
    ListPlugins: READ,
    UpdatePlugins: needs('maintain', 'module'),
  },
  'buf.registry.plugin.v1beta1.ResourceService': { GetResources: READ },
  'buf.registry.plugin.v1beta1.UploadService': { Upload: needs('push', 'module') },
  'buf.registry.policy.v1beta1.CommitService': COMMITS,
  'buf.registry.policy.v1beta1.DownloadService': { Download: READ },
  'buf.registry.policy.v1beta1.LabelService': LABELS,
  'buf.registry.policy.v1beta1.PolicyService': {
    CreatePolicies: needs('push', 'owner'),
    DeletePolicies: fresh(needs('own', 'module')),
    GetPolicies: READ,
    ListPolicies: READ,
    UpdatePolicies: needs('maintain', 'module'),
  },
  'buf.registry.policy.v1beta1.ResourceService': { GetResources: READ },
  'buf.registry.policy.v1beta1.UploadService': { Upload: needs('push', 'module') },
  // Of one module; of all only for administrators.
  'wireproof.registry.v1.DecisionService': { ListDecisions: needs('read', 'module') },
  'wireproof.registry.v1.DependantService': { ListAffectedDependants: READ },
  'wireproof.registry.v1.MemberService': {
    ListMembers: needs('read', 'owner'),
    // Whoever leaves needs no right but to be the member.
    RemoveMember: fresh(needs('own', 'owner')),
    SetMember: fresh(needs('own', 'owner')),
  },
  'wireproof.registry.v1.OwnershipService': { TransferModule: fresh(needs('own', 'module')) },
  // What a level says is read with the module that it holds for; an owner's own level needs `own`.
  'wireproof.registry.v1.PolicyService': {
    GetEffectivePolicy: READ,
    GetPolicy: READ,
    SetPolicy: fresh(needs('maintain', 'module')),
  },
  'wireproof.registry.v1.SearchService': { Search: READ },
  'wireproof.registry.v1.TokenService': {
    CreateToken: OWN_CREDENTIALS,
    ListTokens: { ...SIGNED_IN, permission: 'admin' },
    RevokeToken: OWN_CREDENTIALS,
  },
  'wireproof.registry.v1.WebhookService': {
    CreateWebhook: needs('maintain', 'module'),
    DeleteWebhook: needs('maintain', 'module'),
    ListWebhookDeliveries: needs('maintain', 'module'),
    ListWebhooks: needs('maintain', 'module'),
    RedeliverWebhook: needs('maintain', 'module'),
  },
  'wireproof.session.v1.AccountService': {
    ChangePassword: OWN_CREDENTIALS,
    CreateRobot: fresh(needs('own', 'registry')),
    CreateUser: fresh(needs('own', 'registry')),
    DeleteAccount: fresh(needs('own', 'registry')),
    // The caller's own; any other for administrators.
    GetAccount: SIGNED_IN,
    ListAccounts: needs('own', 'registry'),
    // By the secret of the link.
    RedeemAccountLink: OPEN,
    ResetPassword: fresh(needs('own', 'registry')),
    SetAccountState: fresh(needs('own', 'registry')),
    SetRegistryRole: fresh(needs('own', 'registry')),
  },
  'wireproof.session.v1.AuditService': { ListAuditEvents: needs('own', 'registry') },
  // What signs in, refreshes and revokes by a secret in the request is for everybody. To sign out needs nothing; what
  // RevokeSession asks for other sessions it knows itself.
  'wireproof.session.v1.SessionService': {
    CreateSession: OPEN,
    GetCurrentSession: SIGNED_IN,
    IntrospectToken: SIGNED_IN,
    ListSessions: SIGNED_IN,
    ReauthenticateSession: SIGNED_IN,
    RefreshSession: OPEN,
    RevokeSession: SIGNED_IN,
    RevokeSessions: OWN_CREDENTIALS,
    RevokeToken: OPEN,
  },
  'wireproof.session.v1.TrustRuleService': {
    CreateTrustRule: fresh(needs('own', 'registry')),
    DeleteTrustRule: fresh(needs('own', 'registry')),
    ListTrustRules: needs('own', 'registry'),
  },
}

/**
 * The rule of each method, by `package.Service/Method`. A method that is not here cannot be mounted: `requireRule`
 * fails. A test compares this with what is mounted, and calls each method with credentials that are too weak.
 */
export const RULES: ReadonlyMap<string, AccessRule> = new Map(
  Object.entries(SERVICES).flatMap(([service, methods]) =>
    Object.entries(methods).map(([method, rule]) => [`${service}/${method}`, rule] as const),
  ),
)

/** Throws when a method has no rule: nothing is served by oversight. */
export function requireRule(method: string): AccessRule {
  const rule = RULES.get(method)
  if (rule === undefined) throw new Error(`${method} has no rule in auth/access-table.ts`)
  return rule
}

/**
 * The rule of each route that is no method of a service, by HTTP method and path. The routes ask it themselves, each in
 * the way of its protocol: a page sends people to the login, OAuth answers with its own errors.
 */
export const ROUTES: ReadonlyMap<string, AccessRule> = new Map<string, AccessRule>([
  ['GET /healthz', OPEN],
  ['GET /readyz', OPEN],
  ['GET /descriptor-sets/:owner/:module/:ref{.+}', READ],
  // What signs a device in, or trades or revokes a secret that the request holds, is for everybody.
  ['POST /oauth2/device/registration', OPEN],
  ['POST /oauth2/device/authorization', OPEN],
  ['POST /oauth2/device/token', OPEN],
  ['POST /oauth2/token', OPEN],
  ['POST /oauth2/revoke', OPEN],
  ['POST /oauth2/introspect', SIGNED_IN],
  ['GET /.well-known/oauth-authorization-server', OPEN],
  ['GET /.well-known/jwks.json', OPEN],
  ['GET /', OPEN],
  ['GET /setup', OPEN],
  ['POST /setup', OPEN],
  ['GET /account', OPEN],
  ['POST /account', OPEN],
  ['GET /login', OPEN],
  ['POST /login', OPEN],
  ['POST /login/external', OPEN],
  ['GET /login/external/callback', OPEN],
  ['GET /login/step-up', SIGNED_IN],
  ['POST /login/step-up', SIGNED_IN],
  ['POST /login/step-up/external', SIGNED_IN],
  ['GET /login/passkey', OPEN],
  ['POST /login/passkey', OPEN],
  ['GET /login/step-up/passkey', SIGNED_IN],
  ['POST /login/step-up/passkey', SIGNED_IN],
  ['POST /logout', OPEN],
  ['GET /oauth2/device', SIGNED_IN],
  ['POST /oauth2/device', SIGNED_IN],
  ['GET /settings/user', SIGNED_IN],
  ['POST /settings/user', OWN_CREDENTIALS],
  ['GET /settings/sessions', SIGNED_IN],
  ['POST /settings/sessions', SIGNED_IN],
  ['GET /settings/password', SIGNED_IN],
  ['POST /settings/password', OWN_CREDENTIALS],
  ['GET /settings/login-methods', SIGNED_IN],
  ['POST /settings/login-methods/external', OWN_CREDENTIALS],
  ['POST /settings/login-methods/unlink', OWN_CREDENTIALS],
  ['GET /settings/login-methods/passkey', SIGNED_IN],
  ['POST /settings/login-methods/passkey', OWN_CREDENTIALS],
  ['POST /settings/login-methods/remove-passkey', OWN_CREDENTIALS],
])
