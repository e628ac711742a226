import type { MessageInitShape } from '@bufbuild/protobuf'
import type { ConnectRouter, ServiceImpl } from '@connectrpc/connect'
import { policyV1beta1 } from '@wireproof/registry-api'
import { downloadArtifacts } from '../../services/artifacts/artifact-commits.ts'
import { createArtifacts, deleteArtifacts, listArtifacts, updateArtifacts } from '../../services/artifacts/artifacts.ts'
import { packPolicyConfig, unpackPolicyConfig } from '../../services/artifacts/policy-config.ts'
import { resolveArtifactResource, resolveArtifacts } from '../../services/artifacts/resolve-artifact.ts'
import { uploadArtifacts } from '../../services/artifacts/upload-artifacts.ts'
import { toPageToken } from '../../services/page-token.ts'
import type { ServiceContext } from '../../services/service-context.ts'
import type { ArtifactCommitRecord, ArtifactLabelRecord, ArtifactRecord } from '../../storage/artifact-store.ts'
import {
  artifactCommitFields,
  artifactFields,
  artifactLabelFields,
  toArtifactState,
  toArtifactVisibility,
} from './artifact-messages.ts'
import { commitMethods, labelMethods } from './artifact-methods.ts'
import { toArtifactLabelRef, toArtifactRef, toArtifactResourceRef } from './artifact-refs.ts'
import { callerOf } from './caller.ts'
import { assertBatch, toOwnerRef, toScopedLabelRef } from './refs-from-messages.ts'

const MESSAGES = {
  kind: 'policy',
  toLabelRef: (ref: policyV1beta1.LabelRef | undefined) => toArtifactLabelRef('policy', ref),
  toResourceRef: (ref: policyV1beta1.ResourceRef | undefined) => toArtifactResourceRef('policy', ref),
  toCommit,
  toLabel,
} as const

/**
 * Adds the services that keep policies for the stock client: named sets of rules that a buf.yaml refers to. What the
 * registry itself holds a push to is another thing: `wireproof.registry.v1.PolicyService`.
 */
export function addPolicyArtifactServices(router: ConnectRouter, context: ServiceContext): void {
  router
    .service(policyV1beta1.PolicyService, policyService(context))
    .service(policyV1beta1.CommitService, commitMethods(context, MESSAGES))
    .service(policyV1beta1.LabelService, labelMethods(context, MESSAGES))
    .service(policyV1beta1.ResourceService, resourceService(context))
    .service(policyV1beta1.DownloadService, downloadService(context))
    .service(policyV1beta1.UploadService, uploadService(context))
}

function policyService(context: ServiceContext): ServiceImpl<typeof policyV1beta1.PolicyService> {
  const toRef = (ref: policyV1beta1.PolicyRef | undefined) => toArtifactRef('policy', ref)
  return {
    async getPolicies({ policyRefs }, call) {
      assertBatch(policyRefs)
      const policies = await resolveArtifacts(context, callerOf(call), 'policy', policyRefs.map(toRef))
      return { policies: policies.map(toPolicy) }
    },
    async listPolicies({ ownerRefs, order, pageSize, pageToken }, call) {
      assertBatch(ownerRefs)
      const descending = order !== policyV1beta1.ListPoliciesRequest_Order.CREATE_TIME_ASC
      const filter = { kind: 'policy', owners: ownerRefs.map(toOwnerRef) } as const
      const page = { pageSize, pageToken, descending }
      const { items, next } = await listArtifacts(context, callerOf(call), filter, page)
      return { policies: items.map(toPolicy), nextPageToken: toPageToken(next) }
    },
    async createPolicies({ values }, call) {
      assertBatch(values)
      const policies = values.map(({ ownerRef, name, visibility, description }) => ({
        owner: toOwnerRef(ownerRef),
        name,
        visibility: toArtifactVisibility(visibility) ?? ('private' as const),
        description,
        sourceUrl: '',
      }))
      return { policies: (await createArtifacts(context, callerOf(call), 'policy', policies)).map(toPolicy) }
    },
    async updatePolicies({ values }, call) {
      assertBatch(values)
      const updates = values.map(({ policyRef, visibility, state, description }) => ({
        ref: toRef(policyRef),
        visibility: toArtifactVisibility(visibility),
        state: toArtifactState(state),
        description,
        sourceUrl: undefined,
      }))
      return { policies: (await updateArtifacts(context, callerOf(call), 'policy', updates)).map(toPolicy) }
    },
    async deletePolicies({ policyRefs }, call) {
      assertBatch(policyRefs)
      await deleteArtifacts(context, callerOf(call), 'policy', policyRefs.map(toRef))
      return {}
    },
  }
}

function resourceService(context: ServiceContext): ServiceImpl<typeof policyV1beta1.ResourceService> {
  return {
    async getResources({ resourceRefs }, call) {
      assertBatch(resourceRefs)
      const resources: MessageInitShape<typeof policyV1beta1.ResourceSchema>[] = []
      for (const ref of resourceRefs) {
        const found = await resolveArtifactResource(context, callerOf(call), 'policy', MESSAGES.toResourceRef(ref))
        if (found.type === 'commit') resources.push({ value: { case: 'commit', value: toCommit(found.commit) } })
        else if (found.type === 'label') resources.push({ value: { case: 'label', value: toLabel(found.label) } })
        else resources.push({ value: { case: 'policy', value: toPolicy(found.artifact) } })
      }
      return { resources }
    },
  }
}

function downloadService(context: ServiceContext): ServiceImpl<typeof policyV1beta1.DownloadService> {
  return {
    async download({ values }, call) {
      assertBatch(values)
      const refs = values.map(({ resourceRef }) => MESSAGES.toResourceRef(resourceRef))
      const downloaded = await downloadArtifacts(context, callerOf(call), 'policy', refs)
      const contents = downloaded.map(({ commit, content }) => {
        return { commit: toCommit(commit), config: unpackPolicyConfig(content) }
      })
      return { contents }
    },
  }
}

function uploadService(context: ServiceContext): ServiceImpl<typeof policyV1beta1.UploadService> {
  return {
    async upload({ contents }, call) {
      const uploads = contents.map(({ policyRef, config, scopedLabelRefs }) => ({
        artifact: toArtifactRef('policy', policyRef),
        content: config,
        labels: scopedLabelRefs.map(toScopedLabelRef),
        sourceControlUrl: '',
      }))
      const commits = await uploadArtifacts(context, callerOf(call), 'policy', uploads, packPolicyConfig)
      return { commits: commits.map(toCommit) }
    },
  }
}

function toPolicy(policy: ArtifactRecord): MessageInitShape<typeof policyV1beta1.PolicySchema> {
  return artifactFields(policy)
}

function toCommit(commit: ArtifactCommitRecord): MessageInitShape<typeof policyV1beta1.CommitSchema> {
  return { ...artifactCommitFields(commit), policyId: commit.artifactId }
}

function toLabel(label: ArtifactLabelRecord): MessageInitShape<typeof policyV1beta1.LabelSchema> {
  return { ...artifactLabelFields(label), policyId: label.artifactId }
}
