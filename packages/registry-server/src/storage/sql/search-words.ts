import { type Kysely, sql } from 'kysely'
import { jsonRowsOf } from './json-rows.ts'
import type { Tables } from './tables.ts'

/** Makes the words of declared symbols known to the search; `declared` are rows as `HeadSymbolRows` has them. */
export async function addSearchWords(tx: Kysely<Tables>, declared: string): Promise<void> {
  const json = jsonRowsOf(tx)
  // A sorted list: most words are there, a row that is there costs one look into the index, and two nodes that add the
  // same words do it in the same order.
  await sql`INSERT INTO search_words (scope, word)
    SELECT DISTINCT
      CASE ${json.text(0)} WHEN 'file' THEN 'package' WHEN 'field' THEN 'member' WHEN 'method' THEN 'member'
        WHEN 'enum value' THEN 'member' ELSE 'type' END,
      ${json.text(4)}
    FROM ${json.rows(declared)} WHERE ${json.text(4)} <> '' ORDER BY 1, 2 ON CONFLICT DO NOTHING`.execute(tx)
}

/** Makes the name of a module known to the search. */
export async function addModuleWord(tx: Kysely<Tables>, name: string): Promise<void> {
  await sql`INSERT INTO search_words (scope, word) VALUES ('module', ${name.toLowerCase()})
    ON CONFLICT DO NOTHING`.execute(tx)
}
