import { readVersion } from './config/buf-yaml.ts'
import { ConfigDocument, type ConfigNode } from './config/config-document.ts'
import { ConfigError } from './config-error.ts'

/** What a registry is to hold pushes to, for itself, an owner or a module; in a file and over the wire. */
export interface RegistryPolicy {
  /** Undefined: nothing about breaking changes. */
  readonly breaking: RegistryBreakingPolicy | undefined
  /** Undefined: nothing about style. */
  readonly lint: RegistryLintPolicy | undefined
  readonly uniqueTypes: boolean
  readonly uniquePaths: boolean
}

/** Which rules apply, and where. Ids are those of rules and categories. */
export interface RegistryRuleChoice {
  readonly block: readonly string[]
  readonly warn: readonly string[]
  readonly off: readonly string[]
  readonly ignore: readonly string[]
  /** Rule or category id to paths. */
  readonly ignoreOnly: Readonly<Record<string, readonly string[]>>
}

export interface RegistryBreakingPolicy extends RegistryRuleChoice {
  readonly ignoreUnstablePackages: boolean
}

/** The settings mean what they mean under `lint:` in buf.yaml. */
export interface RegistryLintPolicy extends RegistryRuleChoice {
  /** Empty means `_UNSPECIFIED`. */
  readonly enumZeroValueSuffix: string
  /** Empty means `Service`. */
  readonly serviceSuffix: string
  readonly rpcAllowSameRequestResponse: boolean
  readonly rpcAllowGoogleProtobufEmptyRequests: boolean
  readonly rpcAllowGoogleProtobufEmptyResponses: boolean
  readonly disallowCommentIgnores: boolean
}

const KEYS = ['version', 'breaking', 'lint', 'unique_types', 'unique_paths'] as const
const CHOICE_KEYS = ['block', 'warn', 'off', 'ignore', 'ignore_only'] as const
const BREAKING_KEYS = [...CHOICE_KEYS, 'ignore_unstable_packages'] as const
const LINT_KEYS = [
  ...CHOICE_KEYS,
  'enum_zero_value_suffix',
  'service_suffix',
  'rpc_allow_same_request_response',
  'rpc_allow_google_protobuf_empty_requests',
  'rpc_allow_google_protobuf_empty_responses',
  'disallow_comment_ignores',
] as const

/**
 * Reads the file of a policy, YAML or JSON; `path` is what problems name. Only its form is checked: which ids there are
 * the registry knows. Throws a ConfigError with everything that is wrong.
 */
export function readRegistryPolicy(path: string, content: Uint8Array | string): RegistryPolicy {
  const document = new ConfigDocument(path, content)
  const { root } = document
  if (root === undefined && document.problems.length === 0) {
    document.report('the file says nothing; write "version: v1" and what pushes are to be held to')
  }
  readVersion(document, ['v1'])
  const entries = root?.entries(KEYS) ?? new Map<string, ConfigNode>()
  const policy = {
    breaking: readBreaking(entries.get('breaking')),
    lint: readLint(entries.get('lint')),
    uniqueTypes: entries.get('unique_types')?.truth() ?? false,
    uniquePaths: entries.get('unique_paths')?.truth() ?? false,
  }
  if (document.problems.length > 0) throw new ConfigError(document.problems)
  return policy
}

function readBreaking(node: ConfigNode | undefined): RegistryBreakingPolicy | undefined {
  if (node === undefined) return undefined
  const entries = node.entries(BREAKING_KEYS)
  return { ...readChoice(entries), ignoreUnstablePackages: entries.get('ignore_unstable_packages')?.truth() ?? false }
}

function readLint(node: ConfigNode | undefined): RegistryLintPolicy | undefined {
  if (node === undefined) return undefined
  const entries = node.entries(LINT_KEYS)
  const truthOf = (key: (typeof LINT_KEYS)[number]) => entries.get(key)?.truth() ?? false
  return {
    ...readChoice(entries),
    enumZeroValueSuffix: entries.get('enum_zero_value_suffix')?.text() ?? '',
    serviceSuffix: entries.get('service_suffix')?.text() ?? '',
    rpcAllowSameRequestResponse: truthOf('rpc_allow_same_request_response'),
    rpcAllowGoogleProtobufEmptyRequests: truthOf('rpc_allow_google_protobuf_empty_requests'),
    rpcAllowGoogleProtobufEmptyResponses: truthOf('rpc_allow_google_protobuf_empty_responses'),
    disallowCommentIgnores: truthOf('disallow_comment_ignores'),
  }
}

function readChoice(entries: ReadonlyMap<string, ConfigNode>): RegistryRuleChoice {
  const textsOf = (key: (typeof CHOICE_KEYS)[number]) => (entries.get(key)?.texts() ?? []).map(({ text }) => text)
  const ignoreOnly = [...(entries.get('ignore_only')?.entries() ?? [])].map(
    ([id, paths]) => [id, paths.texts().map(({ text }) => text)] as const,
  )
  return {
    block: textsOf('block'),
    warn: textsOf('warn'),
    off: textsOf('off'),
    ignore: textsOf('ignore'),
    ignoreOnly: Object.fromEntries(ignoreOnly),
  }
}

/** The text of the file, which `readRegistryPolicy` reads as the same policy. What says nothing is left out. */
export function formatRegistryPolicy({ breaking, lint, uniqueTypes, uniquePaths }: RegistryPolicy): string {
  const lines = ['version: v1']
  if (breaking !== undefined) {
    lines.push('breaking:', ...formatChoice(breaking))
    if (breaking.ignoreUnstablePackages) lines.push('  ignore_unstable_packages: true')
  }
  if (lint !== undefined) lines.push('lint:', ...formatChoice(lint), ...formatLintSettings(lint))
  if (uniqueTypes) lines.push('unique_types: true')
  if (uniquePaths) lines.push('unique_paths: true')
  return `${lines.join('\n')}\n`
}

function formatChoice(choice: RegistryRuleChoice): string[] {
  const lists = (['block', 'warn', 'off', 'ignore'] as const).flatMap((key) => formatList(key, choice[key], '  '))
  const ignoreOnly = Object.entries(choice.ignoreOnly)
  if (ignoreOnly.length === 0) return lists
  return [...lists, '  ignore_only:', ...ignoreOnly.flatMap(([id, paths]) => formatList(quote(id), paths, '    '))]
}

function formatLintSettings(lint: RegistryLintPolicy): string[] {
  const settings: readonly (readonly [(typeof LINT_KEYS)[number], string | boolean])[] = [
    ['enum_zero_value_suffix', lint.enumZeroValueSuffix],
    ['service_suffix', lint.serviceSuffix],
    ['rpc_allow_same_request_response', lint.rpcAllowSameRequestResponse],
    ['rpc_allow_google_protobuf_empty_requests', lint.rpcAllowGoogleProtobufEmptyRequests],
    ['rpc_allow_google_protobuf_empty_responses', lint.rpcAllowGoogleProtobufEmptyResponses],
    ['disallow_comment_ignores', lint.disallowCommentIgnores],
  ]
  return settings
    .filter(([, value]) => value !== '' && value !== false)
    .map(([key, value]) => `  ${key}: ${value === true ? 'true' : quote(String(value))}`)
}

function formatList(key: string, values: readonly string[], indent: string): string[] {
  if (values.length === 0) return []
  return [`${indent}${key}:`, ...values.map((value) => `${indent}  - ${quote(value)}`)]
}

/** As it is where that can be nothing but text in YAML 1.1 and 1.2; otherwise in quotes, which JSON and YAML share. */
function quote(text: string): string {
  const isPlain = /^[A-Za-z][\w./-]*$/.test(text) && !/^(true|false|yes|no|on|off|y|n|null)$/i.test(text)
  return isPlain ? text : JSON.stringify(text)
}
