import type { Caller } from '../auth/principal.ts'
import { readableBy } from '../auth/readable.ts'
import { DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE, MAX_SEARCH_CHARS, MAX_SEARCH_TERMS, MAX_SEARCH_WORDS } from '../limits.ts'
import { RegistryError } from '../registry-error.ts'
import {
  compareSearchWords,
  type HitPlace,
  SEARCH_SCOPES,
  type SearchHit,
  type SearchScope,
  type SearchWord,
} from '../storage/search-store.ts'
import type { ServiceContext } from './service-context.ts'

export interface SearchRequest {
  readonly query: string
  /** Empty means all. */
  readonly scopes: readonly SearchScope[]
  /** 0 means the default. */
  readonly pageSize: number
  /** Empty for the first page. */
  readonly pageToken: string
}

export interface SearchPage {
  readonly hits: readonly SearchHit[]
  /** Empty at the end. */
  readonly nextPageToken: string
}

/**
 * Modules, packages, types and members of the default heads that the caller may see, by parts of their names, whatever
 * the case. Terms are separated by spaces: the last name of a hit contains the last name of the last term, its full name
 * all terms. Within modules, packages, types and members each: what is called so as a whole first, then what begins so,
 * then what contains it. Of more than MAX_SEARCH_WORDS different last names only the best are looked at.
 */
export async function search(
  context: Pick<ServiceContext, 'store'>,
  caller: Caller,
  request: SearchRequest,
): Promise<SearchPage> {
  const terms = parseTerms(request.query)
  const size = pageSizeOf(request.pageSize)
  const start = request.pageToken === '' ? undefined : parsePlace(request.pageToken)
  const readable = readableBy(caller)
  const hits: SearchHit[] = []
  let last: Place | undefined
  for (const scope of SEARCH_SCOPES) {
    if (request.scopes.length > 0 && !request.scopes.includes(scope)) continue
    if (start !== undefined && SEARCH_SCOPES.indexOf(scope) < SEARCH_SCOPES.indexOf(start.scope)) continue
    const from = start?.scope === scope ? start : undefined
    const part = scope === 'package' ? (terms.at(-1) as string) : lastName(terms)
    const known = await context.store.findSearchWords(scope, part, MAX_SEARCH_WORDS)
    const words = from === undefined ? known : known.filter((word) => compareSearchWords(word, from.word) >= 0)
    const isFrom = words[0]?.word === from?.word.word
    // What has the best word is asked for alone: often it is all that is wanted.
    for (const [index, some] of [words.slice(0, 1), words.slice(1)].entries()) {
      if (some.length === 0) continue
      const filter = { scope, words: some.map(({ word }) => word), terms, readable }
      const page = { after: index === 0 && isFrom ? from?.hit : undefined, limit: size + 1 - hits.length }
      for (const hit of await context.store.listSearchHits(filter, page)) {
        if (hits.length === size) return { hits, nextPageToken: toPageToken(last as Place) }
        hits.push(hit)
        last = { scope, word: some.find(({ word }) => word === hit.word) as SearchWord, hit }
      }
    }
  }
  return { hits, nextPageToken: '' }
}

/** Where a page ended. */
interface Place {
  readonly scope: SearchScope
  readonly word: SearchWord
  readonly hit: HitPlace
}

function toPageToken({ scope, word, hit }: Place): string {
  const place = [scope, word.tier, word.word, hit.name, hit.moduleId, hit.kind]
  return Buffer.from(JSON.stringify(place)).toString('base64url')
}

function parsePlace(token: string): Place {
  try {
    const place: unknown = JSON.parse(Buffer.from(token, 'base64url').toString())
    if (Array.isArray(place) && place.length === 6) {
      const [scope, tier, word, name, moduleId, kind] = place as unknown[]
      const isText = [word, name, moduleId, kind].every((part) => typeof part === 'string')
      if (isText && SEARCH_SCOPES.includes(scope as SearchScope) && (tier === 0 || tier === 1 || tier === 2)) {
        return {
          scope: scope as SearchScope,
          word: { word: String(word), tier },
          hit: { name: String(name), moduleId: String(moduleId), kind: String(kind) },
        }
      }
    }
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
  }
  throw new RegistryError('invalid_argument', 'page_token is not one that this registry gave out')
}

function pageSizeOf(pageSize: number): number {
  if (pageSize > MAX_PAGE_SIZE) {
    throw new RegistryError('invalid_argument', `page_size is ${pageSize}; the most is ${MAX_PAGE_SIZE}`)
  }
  return pageSize === 0 ? DEFAULT_PAGE_SIZE : pageSize
}

/** At least one, in small letters. */
function parseTerms(query: string): readonly string[] {
  if (query.length > MAX_SEARCH_CHARS) {
    throw new RegistryError(
      'invalid_argument',
      `the query has ${query.length} characters; the most is ${MAX_SEARCH_CHARS}`,
    )
  }
  const terms = query
    .toLowerCase()
    .split(/\s+/)
    .filter((term) => term !== '')
  if (terms.length > MAX_SEARCH_TERMS) {
    throw new RegistryError('invalid_argument', `the query has ${terms.length} terms; the most is ${MAX_SEARCH_TERMS}`)
  }
  if (terms.length === 0 || lastName(terms) === '') {
    throw new RegistryError('invalid_argument', 'the query must end with a part of a name to look for, such as "order"')
  }
  return terms
}

/** What stands behind the last dot or slash. */
function lastName(terms: readonly string[]): string {
  const term = terms.at(-1) ?? ''
  return term.slice(Math.max(term.lastIndexOf('.'), term.lastIndexOf('/')) + 1)
}
