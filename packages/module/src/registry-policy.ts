import { readVersion } from './config/buf-yaml.ts'
import { ConfigDocument, type ConfigNode } from './config/config-document.ts'
import { ConfigError } from './config-error.ts'

/** What a registry is to hold pushes to, for itself, an owner or a module; in a file and over the wire. */
export interface RegistryPolicy {
  /** Undefined: nothing about breaking changes. */
  readonly breaking: RegistryBreakingPolicy | undefined
  readonly uniqueTypes: boolean
  readonly uniquePaths: boolean
}

/** Ids are those of rules and categories. */
export interface RegistryBreakingPolicy {
  readonly block: readonly string[]
  readonly warn: readonly string[]
  readonly off: readonly string[]
  readonly ignore: readonly string[]
  /** Rule or category id to paths. */
  readonly ignoreOnly: Readonly<Record<string, readonly string[]>>
  readonly ignoreUnstablePackages: boolean
}

const KEYS = ['version', 'breaking', 'unique_types', 'unique_paths'] as const
const BREAKING_KEYS = ['block', 'warn', 'off', 'ignore', 'ignore_only', 'ignore_unstable_packages'] as const

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
    uniqueTypes: entries.get('unique_types')?.truth() ?? false,
    uniquePaths: entries.get('unique_paths')?.truth() ?? false,
  }
  if (document.problems.length > 0) throw new ConfigError(document.problems)
  return policy
}

function readBreaking(node: ConfigNode | undefined): RegistryBreakingPolicy | undefined {
  if (node === undefined) return undefined
  const entries = node.entries(BREAKING_KEYS)
  const textsOf = (key: (typeof BREAKING_KEYS)[number]) => (entries.get(key)?.texts() ?? []).map(({ text }) => text)
  const ignoreOnly = [...(entries.get('ignore_only')?.entries() ?? [])].map(
    ([id, paths]) => [id, paths.texts().map(({ text }) => text)] as const,
  )
  return {
    block: textsOf('block'),
    warn: textsOf('warn'),
    off: textsOf('off'),
    ignore: textsOf('ignore'),
    ignoreOnly: Object.fromEntries(ignoreOnly),
    ignoreUnstablePackages: entries.get('ignore_unstable_packages')?.truth() ?? false,
  }
}

/** The text of the file, which `readRegistryPolicy` reads as the same policy. What says nothing is left out. */
export function formatRegistryPolicy({ breaking, uniqueTypes, uniquePaths }: RegistryPolicy): string {
  const lines = ['version: v1']
  if (breaking !== undefined) {
    lines.push('breaking:')
    for (const key of ['block', 'warn', 'off', 'ignore'] as const) lines.push(...formatList(key, breaking[key], '  '))
    const ignoreOnly = Object.entries(breaking.ignoreOnly)
    if (ignoreOnly.length > 0) lines.push('  ignore_only:')
    for (const [id, paths] of ignoreOnly) lines.push(...formatList(quote(id), paths, '    '))
    if (breaking.ignoreUnstablePackages) lines.push('  ignore_unstable_packages: true')
  }
  if (uniqueTypes) lines.push('unique_types: true')
  if (uniquePaths) lines.push('unique_paths: true')
  return `${lines.join('\n')}\n`
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
