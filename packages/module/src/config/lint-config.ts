import type { LintPolicyVersion } from '@wireproof/lint-engine'
import type { ConfigNode, LocatedText } from './config-document.ts'
import { type LocatedPath, readPaths, reportNestedPaths } from './located-path.ts'

/** A `lint` section as written; paths are those of the file that it stands in. Undefined: not said. */
export interface LintConfig {
  readonly use: readonly LocatedText[]
  readonly except: readonly LocatedText[]
  readonly ignore: readonly LocatedPath[]
  readonly ignoreOnly: readonly {
    readonly id: string
    readonly node: ConfigNode
    readonly paths: readonly LocatedPath[]
  }[]
  readonly enumZeroValueSuffix: string | undefined
  readonly serviceSuffix: string | undefined
  readonly rpcAllowSameRequestResponse: boolean
  readonly rpcAllowGoogleProtobufEmptyRequests: boolean
  readonly rpcAllowGoogleProtobufEmptyResponses: boolean
  readonly allowsCommentIgnores: boolean
  readonly disableBuiltin: boolean
}

const KEYS = [
  'use',
  'except',
  'ignore',
  'ignore_only',
  'enum_zero_value_suffix',
  'rpc_allow_same_request_response',
  'rpc_allow_google_protobuf_empty_requests',
  'rpc_allow_google_protobuf_empty_responses',
  'service_suffix',
  'disable_builtin',
] as const

/**
 * Reads a `lint` section. Undefined when there is none, or when it says nothing: such a section of a module does not
 * stand in for that of the workspace. Whether comments silence rules is said the other way round before v2.
 * Source: buf's buf.yaml reference, and observed behaviour of buf 1.75.
 */
export function readLintConfig(version: LintPolicyVersion, node: ConfigNode | undefined): LintConfig | undefined {
  if (node === undefined || node.isEmpty()) return undefined
  const commentKey = version === 'v2' ? 'disallow_comment_ignores' : 'allow_comment_ignores'
  const entries = node.entries([...KEYS, commentKey])
  const isTrue = (key: string) => entries.get(key)?.truth() ?? false
  const ignoreOnly = [...(entries.get('ignore_only')?.entries() ?? [])].map(([id, paths]) => ({
    id,
    node: paths,
    paths: readPaths(paths.texts()),
  }))
  const ignore = readPaths(entries.get('ignore')?.texts() ?? [])
  reportNestedPaths(ignore)
  for (const { paths } of ignoreOnly) reportNestedPaths(paths)
  const config: LintConfig = {
    use: entries.get('use')?.texts() ?? [],
    except: entries.get('except')?.texts() ?? [],
    ignore,
    ignoreOnly,
    // An empty suffix is as good as none.
    enumZeroValueSuffix: entries.get('enum_zero_value_suffix')?.text() || undefined,
    serviceSuffix: entries.get('service_suffix')?.text() || undefined,
    rpcAllowSameRequestResponse: isTrue('rpc_allow_same_request_response'),
    rpcAllowGoogleProtobufEmptyRequests: isTrue('rpc_allow_google_protobuf_empty_requests'),
    rpcAllowGoogleProtobufEmptyResponses: isTrue('rpc_allow_google_protobuf_empty_responses'),
    allowsCommentIgnores: isTrue(commentKey) !== (version === 'v2'),
    disableBuiltin: isTrue('disable_builtin'),
  }
  return saysSomething(config, isTrue(commentKey)) ? config : undefined
}

function saysSomething(config: LintConfig, saysComments: boolean): boolean {
  const { allowsCommentIgnores: _, ...rest } = config
  return saysComments || Object.values(rest).some((value) => (Array.isArray(value) ? value.length > 0 : Boolean(value)))
}
