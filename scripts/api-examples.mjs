// An example call of every method that a registry serves, in an order in which one can make them: the pages of the API
// show them, and a test makes them. Words in capitals stand for ids that earlier answers gave.

const FILE = 'c3ludGF4ID0gInByb3RvMyI7CnBhY2thZ2UgYWNtZS5vcmRlcnMudjE7Cm1lc3NhZ2UgT3JkZXIgeyBpbnQ2NCBwcmljZSA9IDE7IH0K'
/** The smallest WebAssembly module. */
const PROGRAM = 'AGFzbQEAAAA='

const moduleRef = { name: { owner: 'acme', module: 'orders' } }
const labelRef = { name: { owner: 'acme', module: 'orders', label: 'v1' } }
const upload = {
  contents: [
    { moduleRef, files: [{ path: 'acme/orders/v1/order.proto', content: FILE }], scopedLabelRefs: [{ name: 'main' }] },
  ],
}

/** The services of plugins and of policies have the same shape. */
function artifactExamples(kind, Kind, plural, content) {
  const ref = { name: { owner: 'acme', [kind]: 'strict' } }
  const child = (label) => ({ name: { owner: 'acme', [kind]: 'strict', label } })
  const commit = `${kind.toUpperCase()}_COMMIT_ID`
  const service = (name) => `buf.registry.${kind}.v1beta1.${name}`
  return [
    [
      `${service(`${Kind}Service`)}/Create${plural}`,
      {
        values: [{ ownerRef: { name: 'acme' }, name: 'strict', visibility: `${kind.toUpperCase()}_VISIBILITY_PUBLIC` }],
      },
    ],
    [
      `${service('UploadService')}/Upload`,
      { contents: [{ [`${kind}Ref`]: ref, ...content, scopedLabelRefs: [{ name: 'main' }] }] },
    ],
    [`${service(`${Kind}Service`)}/Get${plural}`, { [`${kind}Refs`]: [ref] }],
    [`${service(`${Kind}Service`)}/List${plural}`, { ownerRefs: [{ name: 'acme' }], pageSize: 50 }],
    [
      `${service(`${Kind}Service`)}/Update${plural}`,
      { values: [{ [`${kind}Ref`]: ref, description: `The ${kind} of all teams` }] },
    ],
    [`${service('CommitService')}/GetCommits`, { resourceRefs: [ref] }],
    [`${service('CommitService')}/ListCommits`, { resourceRef: ref }],
    [`${service('LabelService')}/CreateOrUpdateLabels`, { values: [{ labelRef: child('v1'), commitId: commit }] }],
    [`${service('LabelService')}/GetLabels`, { labelRefs: [child('v1')] }],
    [`${service('LabelService')}/ListLabels`, { resourceRef: ref }],
    [`${service('LabelService')}/ListLabelHistory`, { labelRef: child('v1') }],
    [`${service('LabelService')}/ArchiveLabels`, { labelRefs: [child('v1')] }],
    [`${service('LabelService')}/UnarchiveLabels`, { labelRefs: [child('v1')] }],
    [`${service('ResourceService')}/GetResources`, { resourceRefs: [{ id: commit }] }],
    [`${service('DownloadService')}/Download`, { values: [{ resourceRef: ref }] }],
    [`${service(`${Kind}Service`)}/Delete${plural}`, { [`${kind}Refs`]: [ref] }],
  ]
}

const M = 'buf.registry.module.v1'
const B = 'buf.registry.module.v1beta1'
const O = 'buf.registry.owner.v1'
const W = 'wireproof.registry.v1'
const S = 'wireproof.session.v1'

/** `[method, body]`, and the word for what is in the header if it is no `TOKEN`; a method is `package.Service/Method`. */
export const API_EXAMPLES = [
  [`${O}.OrganizationService/CreateOrganizations`, { values: [{ name: 'acme', description: 'Anvils' }] }],
  [`${O}.OrganizationService/GetOrganizations`, { organizationRefs: [{ name: 'acme' }] }],
  [`${O}.OrganizationService/ListOrganizations`, { pageSize: 50 }],
  [
    `${O}.OrganizationService/UpdateOrganizations`,
    { values: [{ organizationRef: { name: 'acme' }, url: 'https://acme.example' }] },
  ],
  [`${O}.OwnerService/GetOwners`, { ownerRefs: [{ name: 'acme' }] }],
  [`${O}.UserService/GetCurrentUser`, {}],
  [`${O}.UserService/GetUsers`, { userRefs: [{ name: 'admin' }] }],
  [`${O}.UserService/ListUsers`, {}],
  ['buf.alpha.registry.v1alpha1.AuthnService/GetCurrentUser', {}],
  ['buf.alpha.registry.v1alpha1.AuthnService/GetCurrentUserSubject', {}],
  ['buf.alpha.registry.v1alpha1.CodeGenerationService/GenerateCode', { image: { file: [] }, requests: [] }],
  [
    `${M}.ModuleService/CreateModules`,
    { values: [{ ownerRef: { name: 'acme' }, name: 'orders', visibility: 'MODULE_VISIBILITY_PUBLIC' }] },
  ],
  [`${M}.UploadService/Upload`, upload],
  [`${B}.UploadService/Upload`, upload],
  [`${M}.ModuleService/GetModules`, { moduleRefs: [moduleRef] }],
  [`${M}.ModuleService/ListModules`, { ownerRefs: [{ name: 'acme' }], order: 'ORDER_UPDATE_TIME_DESC' }],
  [`${M}.ModuleService/UpdateModules`, { values: [{ moduleRef, description: 'Orders and their items' }] }],
  [`${M}.CommitService/GetCommits`, { resourceRefs: [moduleRef] }],
  [`${M}.CommitService/ListCommits`, { resourceRef: moduleRef, pageSize: 50 }],
  [`${B}.CommitService/GetCommits`, { resourceRefs: [moduleRef], digestType: 'DIGEST_TYPE_B4' }],
  [`${M}.LabelService/CreateOrUpdateLabels`, { values: [{ labelRef, commitId: 'COMMIT_ID' }] }],
  [`${M}.LabelService/GetLabels`, { labelRefs: [labelRef] }],
  [`${M}.LabelService/ListLabels`, { resourceRef: moduleRef, archiveFilter: 'ARCHIVE_FILTER_ALL' }],
  [`${M}.LabelService/ListLabelHistory`, { labelRef }],
  [`${M}.LabelService/ArchiveLabels`, { labelRefs: [labelRef] }],
  [`${M}.LabelService/UnarchiveLabels`, { labelRefs: [labelRef] }],
  [`${M}.ResourceService/GetResources`, { resourceRefs: [{ name: { owner: 'acme', module: 'orders', ref: 'main' } }] }],
  [`${M}.GraphService/GetGraph`, { resourceRefs: [{ id: 'COMMIT_ID' }] }],
  [`${B}.GraphService/GetGraph`, { resourceRefs: [{ resourceRef: { id: 'COMMIT_ID' } }] }],
  [`${M}.DownloadService/Download`, { values: [{ resourceRef: moduleRef, fileTypes: ['FILE_TYPE_PROTO'] }] }],
  [`${B}.DownloadService/Download`, { values: [{ resourceRef: moduleRef }] }],
  [
    `${M}.FileDescriptorSetService/GetFileDescriptorSet`,
    { resourceRef: moduleRef, includeTypes: ['acme.orders.v1.Order'] },
  ],
  [
    'buf.reflect.v1beta1.FileDescriptorSetService/GetFileDescriptorSet',
    { module: 'localhost:8080/acme/orders', symbols: ['acme.orders.v1.Order'] },
  ],
  [`${S}.AccountService/CreateUser`, { name: 'ada', registryRole: 'REGISTRY_ROLE_NONE' }],
  [`${S}.AccountService/CreateRobot`, { name: 'nightly', registryRole: 'REGISTRY_ROLE_READER' }],
  [`${S}.AccountService/GetAccount`, { accountRef: { name: 'ada' } }],
  [`${S}.AccountService/ListAccounts`, { pageSize: 50 }],
  [`${S}.AccountService/SetRegistryRole`, { accountRef: { name: 'ada' }, registryRole: 'REGISTRY_ROLE_WRITER' }],
  [`${S}.AccountService/SetAccountState`, { accountRef: { name: 'ada' }, state: 'ACCOUNT_STATE_ACTIVE' }],
  [`${S}.AccountService/ResetPassword`, { accountRef: { name: 'admin' } }],
  [`${S}.AccountService/RedeemAccountLink`, { secret: 'LINK_SECRET', password: 'gravel umbrella tuesday' }],
  [
    `${S}.AccountService/ChangePassword`,
    { oldPassword: 'gravel umbrella tuesday', newPassword: 'seven lanterns under ice' },
  ],
  [
    `${S}.SessionService/CreateSession`,
    { password: { name: 'admin', password: 'seven lanterns under ice' }, strategy: 'STRATEGY_TOKEN' },
  ],
  [`${S}.SessionService/RefreshSession`, { refreshToken: 'REFRESH_TOKEN' }],
  [
    `${S}.SessionService/ReauthenticateSession`,
    { password: { name: 'admin', password: 'seven lanterns under ice' } },
    'ACCESS_TOKEN',
  ],
  [`${S}.SessionService/GetCurrentSession`, {}, 'ACCESS_TOKEN'],
  [`${S}.SessionService/ListSessions`, { pageSize: 50 }],
  [`${S}.SessionService/IntrospectToken`, { token: 'ACCESS_TOKEN' }],
  [`${S}.SessionService/RevokeToken`, { token: 'REFRESH_TOKEN' }],
  [`${S}.SessionService/RevokeSession`, { sessionId: 'SESSION_ID' }],
  [`${S}.SessionService/RevokeSessions`, { keepCurrent: true }],
  [
    `${W}.MemberService/SetMember`,
    { organizationRef: { name: 'acme' }, userRef: { name: 'ada' }, role: 'MEMBER_ROLE_WRITER' },
  ],
  [`${W}.MemberService/ListMembers`, { organizationRef: { name: 'acme' } }],
  [`${W}.OwnershipService/TransferModule`, { moduleRef, ownerRef: { name: 'acme' } }],
  [`${W}.SearchService/Search`, { query: 'order', scopes: ['SEARCH_SCOPE_TYPE'] }],
  [`${W}.PolicyService/SetPolicy`, { moduleRef, policy: { breaking: { block: ['WIRE_JSON'] } } }],
  [`${W}.PolicyService/GetPolicy`, { moduleRef }],
  [`${W}.PolicyService/GetEffectivePolicy`, { moduleRef }],
  [`${W}.DecisionService/ListDecisions`, { moduleRef }],
  [`${W}.DependantService/ListAffectedDependants`, { moduleRef, symbols: ['acme.orders.v1.Order'] }],
  [`${W}.TokenService/CreateToken`, { note: 'CI of orders', userName: 'ci', scope: 'SCOPE_PUSH' }],
  [`${W}.TokenService/ListTokens`, {}],
  [`${W}.TokenService/RevokeToken`, { id: 'TOKEN_ID' }],
  [
    `${W}.WebhookService/CreateWebhook`,
    { moduleRef, url: 'https://1.1.1.1/hooks/schemas', events: ['WEBHOOK_EVENT_LABEL_MOVED'] },
  ],
  [`${W}.WebhookService/ListWebhooks`, { moduleRef }],
  [`${W}.WebhookService/ListWebhookDeliveries`, { webhookId: 'WEBHOOK_ID' }],
  [`${W}.WebhookService/RedeliverWebhook`, { deliveryId: 'DELIVERY_ID' }],
  [`${W}.WebhookService/DeleteWebhook`, { id: 'WEBHOOK_ID' }],
  ...artifactExamples('plugin', 'Plugin', 'Plugins', { compressionType: 'COMPRESSION_TYPE_NONE', content: PROGRAM }),
  ...artifactExamples('policy', 'Policy', 'Policies', { config: { lint: { use: ['STANDARD'] } } }),
  [
    `${S}.TrustRuleService/CreateTrustRule`,
    {
      principalName: 'ci',
      issuer: 'https://token.actions.githubusercontent.com',
      claims: { repository: 'acme/orders', ref: 'refs/heads/main' },
      scopes: [{ permission: 'PERMISSION_PUSH', resource: 'acme/orders' }],
      note: 'Publishes the schemas of orders',
    },
  ],
  [`${S}.TrustRuleService/ListTrustRules`, { pageSize: 50 }],
  [`${S}.TrustRuleService/DeleteTrustRule`, { id: 'TRUST_RULE_ID' }],
  [`${S}.AuditService/ListAuditEvents`, { action: 'module.created', pageSize: 50 }],
  [`${W}.MemberService/RemoveMember`, { organizationRef: { name: 'acme' }, userRef: { name: 'ada' } }],
  [`${S}.AccountService/DeleteAccount`, { accountRef: { name: 'ada' } }],
  [`${M}.ModuleService/DeleteModules`, { moduleRefs: [moduleRef] }],
  [`${O}.OrganizationService/DeleteOrganizations`, { organizationRefs: [{ name: 'acme' }] }],
]
