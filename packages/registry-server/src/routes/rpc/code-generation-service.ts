import { create } from '@bufbuild/protobuf'
import type { ServiceImpl } from '@connectrpc/connect'
import { imageV1, type registryV1alpha1 } from '@wireproof/registry-api'
import { generateCode } from '../../services/generate-code.ts'
import type { ServiceContext } from '../../services/service-context.ts'
import { callerOf } from './caller.ts'

export function codeGenerationService(
  context: ServiceContext,
): ServiceImpl<typeof registryV1alpha1.CodeGenerationService> {
  return {
    async generateCode({ image = create(imageV1.ImageSchema), requests, includeImports, includeWellKnownTypes }, call) {
      const wanted = requests.map((request) => ({
        plugin: {
          owner: request.pluginReference?.owner ?? '',
          name: request.pluginReference?.name ?? '',
          version: request.pluginReference?.version ?? '',
          revision: request.pluginReference?.revision ?? 0,
        },
        options: request.options,
        includeImports: request.includeImports ?? includeImports,
        includeWellKnownTypes: request.includeWellKnownTypes ?? includeWellKnownTypes,
      }))
      const responses = await generateCode(context, callerOf(call), { image, requests: wanted }, call.signal)
      return { responses: responses.map((response) => ({ response })) }
    },
  }
}
