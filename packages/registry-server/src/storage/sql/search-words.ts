import { type Kysely, sql } from 'kysely'
import { jsonColumn, jsonRows } from './json-rows.ts'
import type { Tables } from './tables.ts'

/** Makes the words of declared symbols known to the search; `declared` are rows as `HeadSymbolRows` has them. */
export async function addSearchWords(tx: Kysely<Tables>, declared: string): Promise<void> {
  // OR IGNORE with a sorted list: most words are there, and a row that is there costs one look into the index.
  await sql`INSERT OR IGNORE INTO search_words (scope, word)
    SELECT DISTINCT
      CASE ${jsonColumn(0)} WHEN 'file' THEN 'package' WHEN 'field' THEN 'member' WHEN 'method' THEN 'member'
        WHEN 'enum value' THEN 'member' ELSE 'type' END,
      ${jsonColumn(4)}
    FROM ${jsonRows(declared)} WHERE ${jsonColumn(4)} <> ''`.execute(tx)
}

/** Makes the name of a module known to the search. */
export async function addModuleWord(tx: Kysely<Tables>, name: string): Promise<void> {
  await sql`INSERT OR IGNORE INTO search_words (scope, word) VALUES ('module', ${name.toLowerCase()})`.execute(tx)
}
