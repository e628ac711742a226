import { type RawBuilder, sql } from 'kysely'

/**
 * The rows of a JSON text, an array of arrays, as a table with one column `value`: many rows in one statement, which
 * SQLite reads without a value for each of them. Another database has a function of its own for this, and this is the
 * place for it.
 */
export function jsonRows(text: string): RawBuilder<unknown> {
  return sql`json_each(${text})`
}

/** A column of such a row, counted from 0. */
export function jsonColumn(index: number): RawBuilder<unknown> {
  return sql`json_extract(value, ${sql.lit(`$[${index}]`)})`
}

/** The values of a list, for `IN (...)`: one parameter, however long the list is. */
export function jsonList(values: readonly string[]): RawBuilder<string> {
  return sql<string>`(SELECT value FROM json_each(${JSON.stringify(values)}))`
}
