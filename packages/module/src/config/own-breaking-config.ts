import {
  FINDING_DIRECTIONS,
  type FindingDirection,
  JSON_PROFILES,
  type JsonProfile,
  SEVERITIES,
  type Severity,
} from '@wireproof/diff-engine'
import type { ConfigNode, LocatedText } from './config-document.ts'
import { type LocatedPath, readPaths, reportNestedPaths } from './located-path.ts'

/** A `breaking` section of wireproof.yaml as written; paths are those of the file that it stands in. */
export interface OwnBreakingConfig {
  readonly use: readonly LocatedText[]
  readonly except: readonly LocatedText[]
  readonly ignore: readonly LocatedPath[]
  readonly ignoreOnly: readonly {
    readonly id: string
    readonly node: ConfigNode
    readonly paths: readonly LocatedPath[]
  }[]
  readonly direction: FindingDirection
  readonly jsonProfile: JsonProfile
  readonly severities: readonly { readonly id: string; readonly node: ConfigNode; readonly severity: Severity }[]
}

/** The keys of a `breaking` section. */
export const OWN_BREAKING_KEYS = ['use', 'except', 'ignore', 'ignore_only', 'direction', 'json', 'severity'] as const

/** Reads a `breaking` section; what is wrong with it is reported to its document. */
export function readOwnBreakingConfig(node: ConfigNode): OwnBreakingConfig {
  const entries = node.isEmpty() ? new Map<string, ConfigNode>() : node.entries(OWN_BREAKING_KEYS)
  const ignoreOnly = [...(entries.get('ignore_only')?.entries() ?? [])].map(([id, paths]) => ({
    id,
    node: paths,
    paths: readPaths(paths.texts()),
  }))
  const ignore = readPaths(entries.get('ignore')?.texts() ?? [])
  for (const paths of [ignore, ...ignoreOnly.map((one) => one.paths)]) reportNestedPaths(paths)
  return {
    use: entries.get('use')?.texts() ?? [],
    except: entries.get('except')?.texts() ?? [],
    ignore,
    ignoreOnly,
    direction: readChoice(entries.get('direction'), FINDING_DIRECTIONS) ?? 'both',
    jsonProfile: readChoice(entries.get('json'), JSON_PROFILES) ?? 'ignoreUnknown',
    severities: readSeverities(entries.get('severity')),
  }
}

function readSeverities(node: ConfigNode | undefined): OwnBreakingConfig['severities'] {
  return [...(node?.entries() ?? [])].flatMap(([id, value]) => {
    const severity = readChoice(value, SEVERITIES)
    return severity === undefined ? [] : [{ id, node: value, severity }]
  })
}

/** One of several words; undefined when there is none, or after reporting another one. */
function readChoice<T extends string>(node: ConfigNode | undefined, choices: readonly T[]): T | undefined {
  const text = node?.text()
  const choice = choices.find((candidate) => candidate === text)
  if (choice === undefined && text !== undefined) {
    node?.report(`"${node.field}" cannot be "${text}"; it is one of ${choices.join(', ')}`)
  }
  return choice
}
