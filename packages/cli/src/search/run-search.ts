import { registryV1 } from '@wireproof/registry-api'
import { EXIT_CODES, type ExitCode } from '../exit-code.ts'
import type { Io } from '../io.ts'
import { collectPages } from '../list/collect-pages.ts'
import { printable } from '../printable.ts'
import { createRegistries } from '../registry/registry.ts'
import { parseRegistryHost } from '../registry/registry-host.ts'

export interface SearchOptions {
  readonly query: string
  /** `module`, `package`, `type` or `member`; empty means all. */
  readonly scopes: readonly string[]
  readonly format: 'text' | 'json'
  /** How many hits to list. */
  readonly limit: number
}

/** A hit as it is printed; the keys are those of its JSON. */
interface FoundName {
  readonly kind: string
  readonly name: string
  /** `host/owner/module`. */
  readonly module: string
  readonly commit: string | undefined
  readonly path: string | undefined
}

const { SearchHitKind, SearchScope } = registryV1

const SCOPES: Readonly<Record<string, registryV1.SearchScope>> = {
  module: SearchScope.MODULE,
  package: SearchScope.PACKAGE,
  type: SearchScope.TYPE,
  member: SearchScope.MEMBER,
}

const KINDS: Readonly<Record<number, string>> = {
  [SearchHitKind.MODULE]: 'module',
  [SearchHitKind.PACKAGE]: 'package',
  [SearchHitKind.MESSAGE]: 'message',
  [SearchHitKind.ENUM]: 'enum',
  [SearchHitKind.SERVICE]: 'service',
  [SearchHitKind.EXTENSION]: 'extension',
  [SearchHitKind.FIELD]: 'field',
  [SearchHitKind.METHOD]: 'method',
  [SearchHitKind.ENUM_VALUE]: 'enum value',
}

/** Lists what a registry finds; ends with 1 when that is nothing, as grep does. Rejects with a Failure. */
export async function runSearch(io: Io, place: string, options: SearchOptions): Promise<ExitCode> {
  const host = parseRegistryHost(place)
  const registries = createRegistries(io.env)
  registries.nameHosts([host])
  const registry = registries.at(host)
  const scopes = options.scopes.map((scope) => SCOPES[scope]).filter((scope) => scope !== undefined)
  const hits = await collectPages(options.limit, async (pageToken, pageSize) => {
    const request = { query: options.query, scopes, pageToken, pageSize }
    const answer = await registry.ask((client) => client.search.search(request))
    return { items: answer.hits, nextPageToken: answer.nextPageToken }
  })
  const found = hits.map((hit) => toFoundName(host, hit))
  if (options.format === 'json') await io.stdout.write(`${JSON.stringify(found, undefined, 2)}\n`)
  else await io.stdout.write(describe(found))
  return found.length === 0 ? EXIT_CODES.findings : EXIT_CODES.clean
}

function toFoundName(host: string, hit: registryV1.SearchHit): FoundName {
  return {
    kind: KINDS[hit.kind] ?? 'other',
    name: hit.name,
    module: `${host}/${hit.owner}/${hit.module}`,
    commit: hit.commitId || undefined,
    path: hit.path || undefined,
  }
}

/** One line a hit, in columns. */
function describe(found: readonly FoundName[]): string {
  const kindWidth = Math.max(0, ...found.map(({ kind }) => kind.length))
  const nameWidth = Math.max(0, ...found.map(({ name }) => printable(name).length))
  return found
    .map(({ kind, name, module, path }) => {
      const place = kind === 'module' ? '' : `  ${printable(module)}${path === undefined ? '' : `  ${printable(path)}`}`
      return `${`${kind.padEnd(kindWidth)}  ${printable(name).padEnd(nameWidth)}${place}`.trimEnd()}\n`
    })
    .join('')
}
