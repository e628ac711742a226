import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Readable } from '../readable.ts'
import {
  compareSearchWords,
  type HitPlace,
  type SearchHit,
  type SearchScope,
  type SearchStore,
  type SearchWord,
} from '../search-store.ts'
import { containsIgnoringCase } from './contains-ignoring-case.ts'
import { engineOf } from './engine-of.ts'
import { isReadable } from './is-readable.ts'
import { jsonRowsOf } from './json-rows.ts'
import type { Tables } from './tables.ts'

/** Letters of the shortest part that the index by parts knows. */
const SHORTEST_PART = 3
/** Sorts behind every text that begins with what stands before it. */
const LAST_CHAR = '\u{10ffff}'

/** The parts of the store that find things by parts of their names. */
export function createSearchStore(db: Kysely<Tables>): SearchStore {
  return {
    findSearchWords: (scope, part, limit) => findSearchWords(db, scope, part, limit),
    async listSearchHits({ scope, words, terms, readable }, { after, limit }) {
      const conditions = { words, terms, readable, after, limit }
      if (scope === 'module') return listModuleHits(db, conditions)
      return scope === 'package' ? listPackageHits(db, conditions) : listSymbolHits(db, scope, conditions)
    },
  }
}

async function findSearchWords(
  db: Kysely<Tables>,
  scope: SearchScope,
  part: string,
  limit: number,
): Promise<SearchWord[]> {
  const beginning = await sql<{ word: string }>`SELECT word FROM search_words
    WHERE scope = ${scope} AND word >= ${part} AND word < ${part + LAST_CHAR} ORDER BY word LIMIT ${limit}`.execute(db)
  const found = new Map<string, SearchWord['tier']>()
  for (const { word } of beginning.rows) found.set(word, word === part ? 0 : 1)
  if ([...part].length >= SHORTEST_PART) {
    const containing = await containingWords(db, scope, part, limit).execute(db)
    for (const { word } of containing.rows) if (!found.has(word)) found.set(word, 2)
  }
  const words = [...found].map(([word, tier]) => ({ word, tier }))
  return words.sort(compareSearchWords).slice(0, limit)
}

/** Words that contain a part, by the index that each engine has for that. */
function containingWords(
  db: Kysely<Tables>,
  scope: SearchScope,
  part: string,
  limit: number,
): RawBuilder<{ word: string }> {
  if (engineOf(db) === 'postgres') {
    return sql`SELECT word FROM search_words
      WHERE scope = ${scope} AND ${containsIgnoringCase(sql`word`, part)} LIMIT ${limit}`
  }
  // A phrase of the index: quotes within it are doubled.
  const phrase = `"${part.replaceAll('"', '""')}"`
  return sql`SELECT search_words.word AS word FROM search_parts
    JOIN search_words ON search_words.id = search_parts.rowid
    WHERE search_parts MATCH ${phrase} AND search_words.scope = ${scope} LIMIT ${limit}`
}

interface Conditions {
  readonly words: readonly string[]
  readonly terms: readonly string[]
  readonly readable: Readable
  readonly after: HitPlace | undefined
  readonly limit: number
}

type Row = Omit<SearchHit, 'scope' | 'commitId'> & { readonly commitId: string | null }

async function listModuleHits(db: Kysely<Tables>, conditions: Conditions): Promise<SearchHit[]> {
  const { after } = conditions
  const name = sql`(owners.name || '/' || modules.name)`
  const { rows } = await sql<Row>`
    SELECT 'module' AS kind, wanted.value AS word, ${name} AS name, modules.id AS "moduleId",
      ${name} AS "moduleName", labels.commit_id AS "commitId", '' AS path
    ${wantedWords(db, conditions)} CROSS JOIN modules
    JOIN owners ON owners.id = modules.owner_id
    LEFT JOIN labels ON labels.module_id = modules.id AND labels.name = modules.default_label_name
    WHERE lower(modules.name) = wanted.value AND (wanted.key > 0 OR modules.id > ${after?.moduleId ?? ''})
      ${restrictions(conditions, name)}
    ORDER BY wanted.key, modules.id LIMIT ${conditions.limit}`.execute(db)
  return rows.map((row) => ({ ...row, scope: 'module', commitId: row.commitId ?? undefined }))
}

async function listPackageHits(db: Kysely<Tables>, conditions: Conditions): Promise<SearchHit[]> {
  const { after } = conditions
  const { rows } = await sql<Row & { place: number }>`
    SELECT DISTINCT 'package' AS kind, wanted.value AS word, wanted.key AS place, declared.container AS name,
      modules.id AS "moduleId",
      owners.name || '/' || modules.name AS "moduleName", indexed_heads.commit_id AS "commitId", '' AS path
    ${wantedWords(db, conditions)} CROSS JOIN declared_symbols AS declared
    ${modulesOfDeclared}
    WHERE declared.kind = 'file' AND declared.word = wanted.value AND (wanted.key > 0
      OR (declared.container, declared.module_id) > (${after?.name ?? ''}, ${after?.moduleId ?? ''}))
      ${restrictions(conditions, sql`declared.container`)}
    ORDER BY place, name, "moduleId" LIMIT ${conditions.limit}`.execute(db)
  return rows.map(({ place: _, ...row }) => ({ ...row, scope: 'package', commitId: row.commitId ?? undefined }))
}

const KINDS = { type: ['message', 'enum', 'service', 'extension'], member: ['field', 'method', 'enum value'] } as const

async function listSymbolHits(
  db: Kysely<Tables>,
  scope: 'type' | 'member',
  conditions: Conditions,
): Promise<SearchHit[]> {
  const { after } = conditions
  const { rows } = await sql<Row>`
    SELECT declared.kind AS kind, wanted.value AS word, declared.name AS name, modules.id AS "moduleId",
      owners.name || '/' || modules.name AS "moduleName", indexed_heads.commit_id AS "commitId", declared.path AS path
    ${wantedWords(db, conditions)} CROSS JOIN declared_symbols AS declared
    ${modulesOfDeclared}
    WHERE declared.kind <> 'file' AND declared.word = wanted.value
      AND declared.kind IN (${sql.join(KINDS[scope].map((kind) => sql.lit(kind)))})
      AND (wanted.key > 0 OR (declared.name, declared.module_id, declared.kind)
        > (${after?.name ?? ''}, ${after?.moduleId ?? ''}, ${after?.kind ?? ''}))
      ${restrictions(conditions, sql`declared.name`)}
    ORDER BY wanted.key, declared.name, declared.module_id, declared.kind LIMIT ${conditions.limit}`.execute(db)
  return rows.map((row) => ({ ...row, scope, commitId: row.commitId ?? undefined }))
}

/** The words with their places. CROSS JOIN behind it: the words are few, and what has one is found by an index. */
function wantedWords(db: Kysely<Tables>, { words }: Conditions): RawBuilder<unknown> {
  return sql`FROM ${jsonRowsOf(db).places(words)} AS wanted`
}

const modulesOfDeclared = sql`JOIN modules ON modules.id = declared.module_id JOIN owners ON owners.id = modules.owner_id
  JOIN indexed_heads ON indexed_heads.module_id = modules.id`

function restrictions({ terms, readable }: Conditions, name: RawBuilder<unknown>): RawBuilder<unknown> {
  const parts = terms.map((term) => sql` AND ${containsIgnoringCase(name, term)}`)
  const condition = isReadable('modules', readable)
  if (condition !== undefined) parts.push(sql` AND ${condition}`)
  return parts.length === 0 ? sql`` : sql.join(parts, sql` `)
}
