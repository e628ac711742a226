import { create, fromBinary, toBinary } from '@bufbuild/protobuf'
import {
  CodeGeneratorRequestSchema,
  type CodeGeneratorResponse,
  CodeGeneratorResponseSchema,
  type FileDescriptorProto,
  FileDescriptorProtoSchema,
} from '@bufbuild/protobuf/wkt'
import { imageV1 } from '@wireproof/registry-api'
import { requireSignedIn } from '../auth/access.ts'
import type { Caller } from '../auth/principal.ts'
import { MAX_PLUGINS_PER_REQUEST, PLUGIN_MEMORY_BYTES, PLUGIN_OUTPUT_BYTES, PLUGIN_TIMEOUT_MS } from '../limits.ts'
import { findPlugin, type Plugin } from '../plugins/plugin.ts'
import { runPlugin } from '../plugins/run-plugin.ts'
import { RegistryError } from '../registry-error.ts'
import type { ServiceContext } from './service-context.ts'

export interface GenerationRequest {
  readonly plugin: {
    readonly owner: string
    readonly name: string
    readonly version: string
    readonly revision: number
  }
  readonly options: readonly string[]
  readonly includeImports: boolean
  readonly includeWellKnownTypes: boolean
}

/**
 * Runs plugins on the files of an image, one after the other: all succeed, or the call fails. Needs a credential: it is the
 * machine of the registry that works. What a plugin answers is passed on unchanged, a message of its own about the
 * schema included.
 */
export async function generateCode(
  context: Pick<ServiceContext, 'plugins'>,
  caller: Caller,
  call: { readonly image: imageV1.Image; readonly requests: readonly GenerationRequest[] },
  signal: AbortSignal,
): Promise<CodeGeneratorResponse[]> {
  requireSignedIn(caller)
  if (call.requests.length > MAX_PLUGINS_PER_REQUEST) {
    throw new RegistryError('invalid_argument', `a request runs at most ${MAX_PLUGINS_PER_REQUEST} plugins`)
  }
  const plugins = call.requests.map(({ plugin }) => requirePlugin(context.plugins, plugin))
  const files = call.image.file.map(toFileDescriptor)
  const responses: CodeGeneratorResponse[] = []
  let outputBytes = PLUGIN_OUTPUT_BYTES
  for (const [index, request] of call.requests.entries()) {
    const plugin = plugins[index] as Plugin
    const wanted = filesToGenerate(call.image, request)
    const message = create(CodeGeneratorRequestSchema, {
      fileToGenerate: [...wanted],
      parameter: request.options.join(','),
      protoFile: files,
      sourceFileDescriptors: files.filter(({ name }) => wanted.has(name)),
    })
    const limits = { timeoutMs: PLUGIN_TIMEOUT_MS, outputBytes, memoryBytes: PLUGIN_MEMORY_BYTES }
    const output = await runPlugin(plugin, toBinary(CodeGeneratorRequestSchema, message), limits, signal)
    outputBytes -= output.byteLength
    responses.push(parseResponse(plugin, output))
  }
  return responses
}

function requirePlugin(plugins: readonly Plugin[], ref: GenerationRequest['plugin']): Plugin {
  const plugin = findPlugin(plugins, ref)
  if (plugin !== undefined) return plugin
  const versions = plugins.filter(({ owner, name }) => owner === ref.owner && name === ref.name)
  const have = versions.map(({ version }) => version).join(', ')
  const shown = `${ref.owner}/${ref.name}${ref.version && `:${ref.version}`}`
  const advice = have === '' ? 'ask its administrator to add it' : `it has ${have}`
  throw new RegistryError('not_found', `this registry has no plugin ${shown}; ${advice}`)
}

/** An image's file is a descriptor with one field more; that field is left out. */
function toFileDescriptor(file: imageV1.ImageFile): FileDescriptorProto {
  const bytes = toBinary(imageV1.ImageFileSchema, create(imageV1.ImageFileSchema, { ...file, bufExtension: undefined }))
  return fromBinary(FileDescriptorProtoSchema, bytes)
}

/** Source: the registry protocol, section on GenerateCode. */
function filesToGenerate(image: imageV1.Image, request: GenerationRequest): ReadonlySet<string> {
  const wanted = image.file.filter(({ name, bufExtension }) => {
    if (bufExtension?.isImport !== true) return true
    if (!request.includeImports) return false
    return request.includeWellKnownTypes || !name.startsWith('google/protobuf/')
  })
  return new Set(wanted.map(({ name }) => name))
}

function parseResponse(plugin: Plugin, output: Uint8Array): CodeGeneratorResponse {
  try {
    return fromBinary(CodeGeneratorResponseSchema, output)
  } catch {
    throw new RegistryError(
      'failed_precondition',
      `the plugin ${plugin.owner}/${plugin.name}:${plugin.version} answers something that is no CodeGeneratorResponse; ` +
        'tell the administrator of the registry',
    )
  }
}
