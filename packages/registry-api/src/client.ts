import type { Client, Transport } from '@connectrpc/connect'
import { createClient } from '@connectrpc/connect'
import * as moduleV1 from './gen/module-v1.ts'
import * as moduleV1beta1 from './gen/module-v1beta1.ts'
import { OrganizationService, OwnerService, UserService } from './gen/owner-v1.ts'
import { DecisionService, DependantService, PolicyService, SearchService, TokenService } from './gen/registry-v1.ts'
import { AuthnService } from './gen/registry-v1alpha1.ts'
import { SessionService } from './gen/session-v1.ts'

/** One typed client for each service of a registry. Calls reject with a ConnectError. */
export interface RegistryClient {
  readonly authn: Client<typeof AuthnService>
  readonly users: Client<typeof UserService>
  readonly organizations: Client<typeof OrganizationService>
  readonly owners: Client<typeof OwnerService>
  readonly modules: Client<typeof moduleV1.ModuleService>
  readonly commits: Client<typeof moduleV1.CommitService>
  readonly labels: Client<typeof moduleV1.LabelService>
  readonly graphs: Client<typeof moduleV1.GraphService>
  readonly resources: Client<typeof moduleV1.ResourceService>
  readonly downloads: Client<typeof moduleV1.DownloadService>
  readonly uploads: Client<typeof moduleV1.UploadService>
  readonly policies: Client<typeof PolicyService>
  readonly dependants: Client<typeof DependantService>
  readonly decisions: Client<typeof DecisionService>
  readonly tokens: Client<typeof TokenService>
  readonly sessions: Client<typeof SessionService>
  readonly search: Client<typeof SearchService>
  /** What clients of a v1 buf.yaml call, for b4 digests. */
  readonly v1beta1: {
    readonly commits: Client<typeof moduleV1beta1.CommitService>
    readonly graphs: Client<typeof moduleV1beta1.GraphService>
    readonly downloads: Client<typeof moduleV1beta1.DownloadService>
    readonly uploads: Client<typeof moduleV1beta1.UploadService>
  }
}

/** Creates the clients over one transport, which knows the address, the token and the time limit. */
export function createRegistryClient(transport: Transport): RegistryClient {
  return {
    authn: createClient(AuthnService, transport),
    users: createClient(UserService, transport),
    organizations: createClient(OrganizationService, transport),
    owners: createClient(OwnerService, transport),
    modules: createClient(moduleV1.ModuleService, transport),
    commits: createClient(moduleV1.CommitService, transport),
    labels: createClient(moduleV1.LabelService, transport),
    graphs: createClient(moduleV1.GraphService, transport),
    resources: createClient(moduleV1.ResourceService, transport),
    downloads: createClient(moduleV1.DownloadService, transport),
    uploads: createClient(moduleV1.UploadService, transport),
    policies: createClient(PolicyService, transport),
    dependants: createClient(DependantService, transport),
    decisions: createClient(DecisionService, transport),
    tokens: createClient(TokenService, transport),
    sessions: createClient(SessionService, transport),
    search: createClient(SearchService, transport),
    v1beta1: {
      commits: createClient(moduleV1beta1.CommitService, transport),
      graphs: createClient(moduleV1beta1.GraphService, transport),
      downloads: createClient(moduleV1beta1.DownloadService, transport),
      uploads: createClient(moduleV1beta1.UploadService, transport),
    },
  }
}
