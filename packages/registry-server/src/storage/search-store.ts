import type { Readable } from './readable.ts'

/** In the order in which hits come: what is found by a name as a whole first. */
export const SEARCH_SCOPES = ['module', 'package', 'type', 'member'] as const
export type SearchScope = (typeof SEARCH_SCOPES)[number]

/** A name in small letters by which things are found: the last part of a full name, or a whole package. */
export interface SearchWord {
  readonly word: string
  /** How it matches: 0 is it as a whole, 1 begins with what is searched for, 2 contains it. */
  readonly tier: 0 | 1 | 2
}

/** The order in which words are looked at: the best match first, the shorter one, then by the alphabet. */
export function compareSearchWords(a: SearchWord, b: SearchWord): number {
  return a.tier - b.tier || a.word.length - b.word.length || (a.word < b.word ? -1 : a.word > b.word ? 1 : 0)
}

export interface SearchHit {
  readonly scope: SearchScope
  readonly kind: string
  /** That it was found by. */
  readonly word: string
  /** Full name; `owner/name` of a module. */
  readonly name: string
  readonly moduleId: string
  /** `owner/name` */
  readonly moduleName: string
  /** The head of the default label; undefined for a module without one. */
  readonly commitId: string | undefined
  /** Import path of the file that declares it; empty for a module or package. */
  readonly path: string
}

/** The last hit of a page, among those of its word. */
export type HitPlace = Pick<SearchHit, 'name' | 'moduleId' | 'kind'>

/** The part of the store that finds things by parts of their names. The rules of `Store` hold here, too. */
export interface SearchStore {
  /**
   * Words that contain `part` (small letters), at most `limit`, in the order of `compareSearchWords`. Of a part with fewer than three letters only those that begin with it.
   */
  findSearchWords(scope: SearchScope, part: string, limit: number): Promise<SearchWord[]>
  /**
   * What has one of the words, in their order and then by name, and has all of `terms` (small letters) in its full name;
   * behind a known hit, which is of the first word.
   */
  listSearchHits(
    filter: { scope: SearchScope; words: readonly string[]; terms: readonly string[]; readable: Readable },
    page: { after: HitPlace | undefined; limit: number },
  ): Promise<SearchHit[]>
}
