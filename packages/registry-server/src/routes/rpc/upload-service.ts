import { encodeBinaryHeader, type HandlerContext, type ServiceImpl } from '@connectrpc/connect'
import { type moduleV1, moduleV1beta1 } from '@wireproof/registry-api'
import { RegistryError } from '../../registry-error.ts'
import type { LabelVerdict } from '../../services/label-verdicts.ts'
import type { PushContent } from '../../services/prepare-push.ts'
import { push } from '../../services/push.ts'
import { warningText } from '../../services/push-warnings.ts'
import type { ServiceContext } from '../../services/service-context.ts'
import { callerOf } from './caller.ts'
import { toCommitMessage, toCommitMessageV1beta1 } from './messages.ts'
import { toModuleRef, toScopedLabelRef } from './refs-from-messages.ts'

export function uploadService(context: ServiceContext): ServiceImpl<typeof moduleV1.UploadService> {
  return {
    async upload({ contents, depCommitIds }, call) {
      const request = { contents: contents.map(toPushContent), dependencyIds: depCommitIds }
      const { commits, verdicts } = await push(context, callerOf(call), request, call.signal)
      tellWarnings(verdicts, call)
      return { commits: commits.map(toCommitMessage) }
    },
  }
}

export function uploadServiceV1beta1(context: ServiceContext): ServiceImpl<typeof moduleV1beta1.UploadService> {
  return {
    async upload({ contents, depRefs }, call) {
      const foreign = depRefs.find(({ registry }) => registry !== '' && registry !== context.registryHost)
      if (foreign !== undefined) {
        throw new RegistryError(
          'failed_precondition',
          `the module depends on a module of ${foreign.registry}; push a copy of that to ${context.registryHost} and depend on the copy`,
        )
      }
      const request = {
        contents: contents.map(toPushContent),
        dependencyIds: depRefs.map(({ commitId }) => commitId),
      }
      const { commits, verdicts } = await push(context, callerOf(call), request, call.signal)
      tellWarnings(verdicts, call)
      return { commits: commits.map((commit) => toCommitMessageV1beta1(commit, moduleV1beta1.DigestType.B5)) }
    },
  }
}

/**
 * What the policy only warns of goes into the header that the stock client prints as a warning; the answer itself has
 * no place for it. Source: the registry protocol, `buf-warning-bin`.
 */
function tellWarnings(verdicts: readonly LabelVerdict[], call: HandlerContext): void {
  const text = warningText(verdicts)
  if (text !== undefined) call.responseHeader.set('buf-warning-bin', encodeBinaryHeader(Buffer.from(text)))
}

function toPushContent(content: moduleV1.UploadRequest_Content | moduleV1beta1.UploadRequest_Content): PushContent {
  return {
    module: toModuleRef(content.moduleRef),
    files: content.files,
    labels: content.scopedLabelRefs.map(toScopedLabelRef),
    sourceControlUrl: content.sourceControlUrl,
  }
}
