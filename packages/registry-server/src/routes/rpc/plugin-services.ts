import type { MessageInitShape } from '@bufbuild/protobuf'
import type { ConnectRouter, HandlerContext, ServiceImpl } from '@connectrpc/connect'
import { pluginV1beta1 } from '@wireproof/registry-api'
import { MAX_PLUGIN_BYTES, MAX_PUSH_BYTES } from '../../limits.ts'
import { RegistryError } from '../../registry-error.ts'
import { downloadArtifacts } from '../../services/artifacts/artifact-commits.ts'
import { createArtifacts, deleteArtifacts, listArtifacts, updateArtifacts } from '../../services/artifacts/artifacts.ts'
import { resolveArtifactResource, resolveArtifacts } from '../../services/artifacts/resolve-artifact.ts'
import { type PackedArtifact, uploadArtifacts } from '../../services/artifacts/upload-artifacts.ts'
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

const { CompressionType } = pluginV1beta1

const MESSAGES = {
  kind: 'plugin',
  toLabelRef: (ref: pluginV1beta1.LabelRef | undefined) => toArtifactLabelRef('plugin', ref),
  toResourceRef: (ref: pluginV1beta1.ResourceRef | undefined) => toArtifactResourceRef('plugin', ref),
  toCommit,
  toLabel,
} as const

/** Adds the services that keep check plugins. */
export function addPluginServices(router: ConnectRouter, context: ServiceContext): void {
  router
    .service(pluginV1beta1.PluginService, pluginService(context))
    .service(pluginV1beta1.CommitService, commitMethods(context, MESSAGES))
    .service(pluginV1beta1.LabelService, labelMethods(context, MESSAGES))
    .service(pluginV1beta1.ResourceService, resourceService(context))
    .service(pluginV1beta1.DownloadService, downloadService(context))
    .service(pluginV1beta1.UploadService, uploadService(context), { readMaxBytes: MAX_PUSH_BYTES })
}

function pluginService(context: ServiceContext): ServiceImpl<typeof pluginV1beta1.PluginService> {
  const toRef = (ref: pluginV1beta1.PluginRef | undefined) => toArtifactRef('plugin', ref)
  return {
    async getPlugins({ pluginRefs }, call) {
      assertBatch(pluginRefs)
      const plugins = await resolveArtifacts(context, callerOf(call), 'plugin', pluginRefs.map(toRef))
      return { plugins: plugins.map(toPlugin) }
    },
    async listPlugins({ ownerRefs, order, pageSize, pageToken }, call) {
      assertBatch(ownerRefs)
      const descending = order !== pluginV1beta1.ListPluginsRequest_Order.CREATE_TIME_ASC
      const filter = { kind: 'plugin', owners: ownerRefs.map(toOwnerRef) } as const
      const page = { pageSize, pageToken, descending }
      const { items, next } = await listArtifacts(context, callerOf(call), filter, page)
      return { plugins: items.map(toPlugin), nextPageToken: toPageToken(next) }
    },
    async createPlugins({ values }, call) {
      assertBatch(values)
      const plugins = values.map(({ ownerRef, name, visibility, description, sourceUrl }) => ({
        owner: toOwnerRef(ownerRef),
        name,
        visibility: toArtifactVisibility(visibility) ?? ('private' as const),
        description,
        sourceUrl,
      }))
      return { plugins: (await createArtifacts(context, callerOf(call), 'plugin', plugins)).map(toPlugin) }
    },
    async updatePlugins({ values }, call) {
      assertBatch(values)
      const updates = values.map(({ pluginRef, visibility, state, description, sourceUrl }) => ({
        ref: toRef(pluginRef),
        visibility: toArtifactVisibility(visibility),
        state: toArtifactState(state),
        description,
        sourceUrl,
      }))
      return { plugins: (await updateArtifacts(context, callerOf(call), 'plugin', updates)).map(toPlugin) }
    },
    async deletePlugins({ pluginRefs }, call) {
      assertBatch(pluginRefs)
      await deleteArtifacts(context, callerOf(call), 'plugin', pluginRefs.map(toRef))
      return {}
    },
  }
}

function resourceService(context: ServiceContext): ServiceImpl<typeof pluginV1beta1.ResourceService> {
  return {
    async getResources({ resourceRefs }, call) {
      assertBatch(resourceRefs)
      const resources: MessageInitShape<typeof pluginV1beta1.ResourceSchema>[] = []
      for (const ref of resourceRefs) {
        const found = await resolveArtifactResource(context, callerOf(call), 'plugin', MESSAGES.toResourceRef(ref))
        if (found.type === 'commit') resources.push({ value: { case: 'commit', value: toCommit(found.commit) } })
        else if (found.type === 'label') resources.push({ value: { case: 'label', value: toLabel(found.label) } })
        else resources.push({ value: { case: 'plugin', value: toPlugin(found.artifact) } })
      }
      return { resources }
    },
  }
}

function downloadService(context: ServiceContext): ServiceImpl<typeof pluginV1beta1.DownloadService> {
  return {
    async download({ values }, call) {
      assertBatch(values)
      const refs = values.map(({ resourceRef }) => MESSAGES.toResourceRef(resourceRef))
      const downloaded = await downloadArtifacts(context, callerOf(call), 'plugin', refs)
      const contents = downloaded.map(({ commit, content }) => {
        return { commit: toCommit(commit), compressionType: CompressionType.NONE, content }
      })
      return { contents }
    },
  }
}

function uploadService(context: ServiceContext): ServiceImpl<typeof pluginV1beta1.UploadService> {
  return {
    async upload({ contents }, call) {
      const uploads = contents.map((content) => ({
        artifact: toArtifactRef('plugin', content.pluginRef),
        content,
        labels: content.scopedLabelRefs.map(toScopedLabelRef),
        sourceControlUrl: content.sourceControlUrl,
      }))
      const commits = await uploadArtifacts(context, callerOf(call), 'plugin', uploads, (content, name) =>
        packPlugin(context, content, name, call),
      )
      return { commits: commits.map(toCommit) }
    },
  }
}

async function packPlugin(
  { unpacker }: Pick<ServiceContext, 'unpacker'>,
  { compressionType, content }: pluginV1beta1.UploadRequest_Content,
  name: string,
  { signal }: Pick<HandlerContext, 'signal'>,
): Promise<PackedArtifact> {
  const compression = compressionType === CompressionType.ZSTD ? 'zstd' : 'none'
  // A copy: the bytes move to another thread, and those of the message may share their buffer with others.
  const job = { bytes: new Uint8Array(content), compression, maxBytes: MAX_PLUGIN_BYTES } as const
  const result = await unpacker.unpack(job, signal)
  if ('problem' in result) throw new RegistryError('invalid_argument', `the program of ${name} ${result.problem}`)
  return result
}

function toPlugin(plugin: ArtifactRecord): MessageInitShape<typeof pluginV1beta1.PluginSchema> {
  return { ...artifactFields(plugin), type: pluginV1beta1.PluginType.CHECK, sourceUrl: plugin.sourceUrl }
}

function toCommit(commit: ArtifactCommitRecord): MessageInitShape<typeof pluginV1beta1.CommitSchema> {
  return {
    ...artifactCommitFields(commit),
    pluginId: commit.artifactId,
    sourceControlUrl: commit.sourceControlUrl,
  }
}

function toLabel(label: ArtifactLabelRecord): MessageInitShape<typeof pluginV1beta1.LabelSchema> {
  return { ...artifactLabelFields(label), pluginId: label.artifactId }
}
