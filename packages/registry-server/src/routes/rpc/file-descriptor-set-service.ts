import { create, fromBinary } from '@bufbuild/protobuf'
import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire'
import { type FileDescriptorSet, FileDescriptorSetSchema } from '@bufbuild/protobuf/wkt'
import type { HandlerContext, ServiceImpl } from '@connectrpc/connect'
import { moduleV1, reflectV1beta1 } from '@wireproof/registry-api'
import { MAX_JSON_DESCRIPTOR_BYTES } from '../../limits.ts'
import { RegistryError } from '../../registry-error.ts'
import { getDescriptorSet } from '../../services/images/get-descriptor-set.ts'
import type { ResourceRef } from '../../services/refs.ts'
import type { ServiceContext } from '../../services/service-context.ts'
import { callerOf } from './caller.ts'
import { toCommitMessage } from './messages.ts'
import { toResourceRef } from './refs-from-messages.ts'

/** The form that programs know which look for the type of a message at run time. */
export function reflectService(context: ServiceContext): ServiceImpl<typeof reflectV1beta1.FileDescriptorSetService> {
  return {
    async getFileDescriptorSet({ module, version, symbols }, call) {
      const request = {
        ref: { ...parseModule(module, context.registryHost), label: undefined, ref: version },
        names: symbols.map((symbol) => symbol.replace(/^\./, '')),
        excludeImports: false,
        sourceInfo: false,
      }
      const { commit, bytes } = await getDescriptorSet(context, callerOf(call), request, call.signal)
      const response = create(reflectV1beta1.GetFileDescriptorSetResponseSchema, { version: commit.id })
      return withDescriptorSet(response, bytes, call)
    },
  }
}

export function fileDescriptorSetService(
  context: ServiceContext,
): ServiceImpl<typeof moduleV1.FileDescriptorSetService> {
  return {
    async getFileDescriptorSet(
      { resourceRef, excludeImports, includeSourceCodeInfo, includeTypes, excludeTypes },
      call,
    ) {
      if (excludeTypes.length > 0) {
        throw new RegistryError(
          'unimplemented',
          'this registry leaves out whole files only: use include_types, or buf build --exclude-type on the answer',
        )
      }
      const request = {
        ref: toResourceRef(resourceRef),
        names: includeTypes.map((name) => name.replace(/^\./, '')),
        excludeImports,
        sourceInfo: includeSourceCodeInfo,
      }
      const { commit, bytes } = await getDescriptorSet(context, callerOf(call), request, call.signal)
      const response = create(moduleV1.GetFileDescriptorSetResponseSchema, { commit: toCommitMessage(commit) })
      return withDescriptorSet(response, bytes, call)
    },
  }
}

function parseModule(text: string, host: string): Exclude<ResourceRef, { id: string }> {
  const [registry, owner, module, ...rest] = text.split('/')
  if (!registry || !owner || !module || rest.length > 0) {
    throw new RegistryError('invalid_argument', `module is "${text}"; it must be written as ${host}/owner/name`)
  }
  if (registry !== host) {
    throw new RegistryError('not_found', `${text} is not of this registry, which is called ${host}`)
  }
  return { owner, module, label: undefined, ref: undefined }
}

/** The number of `file_descriptor_set` in both responses. */
const FILE_DESCRIPTOR_SET = 1

type Response = reflectV1beta1.GetFileDescriptorSetResponse | moduleV1.GetFileDescriptorSetResponse

/**
 * Puts an encoded set into a response: as it is into a binary one, since reading and writing it again takes seconds for a
 * large module. A JSON response needs it read.
 */
function withDescriptorSet<R extends Response>(response: R, bytes: Uint8Array, call: HandlerContext): R {
  if (!(call.requestHeader.get('content-type') ?? '').includes('json')) {
    const data = new BinaryWriter().bytes(bytes).finish()
    response.$unknown = [{ no: FILE_DESCRIPTOR_SET, wireType: WireType.LengthDelimited, data }]
    return response
  }
  if (bytes.byteLength > MAX_JSON_DESCRIPTOR_BYTES) {
    throw new RegistryError(
      'resource_exhausted',
      `the compiled files have ${bytes.byteLength} bytes, too much for JSON; ask for application/proto, or for fewer symbols`,
    )
  }
  const set: FileDescriptorSet = fromBinary(FileDescriptorSetSchema, bytes, { readUnknownFields: false })
  response.fileDescriptorSet = set
  return response
}
