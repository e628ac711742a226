import { type Kysely, type RawBuilder, sql } from 'kysely'
import { engineOf } from './engine-of.ts'

/** Reads rows out of a JSON text, in the way of one engine. */
export interface JsonRows {
  /**
   * The rows of a JSON text, an array of arrays, as a table with one column `value`: many rows in one statement, which
   * the database reads without a parameter for each of their values.
   */
  rows(text: string): RawBuilder<unknown>
  /** A column of such a row that is a text, counted from 0. */
  text(index: number): RawBuilder<unknown>
  /** A column of such a row that is a whole number, counted from 0. */
  integer(index: number): RawBuilder<unknown>
  /** The values of a list, for `IN ...`: one parameter, however long the list is. */
  list(values: readonly string[]): RawBuilder<string>
  /** The values of a list as a table with the columns `value` and `key`, their place counted from 0. */
  places(values: readonly string[]): RawBuilder<unknown>
}

/** Source: SQLite documentation, "JSON Functions And Operators". */
const SQLITE: JsonRows = {
  rows: (text) => sql`json_each(${text})`,
  text: (index) => sql`json_extract(value, ${sql.lit(`$[${index}]`)})`,
  integer: (index) => sql`json_extract(value, ${sql.lit(`$[${index}]`)})`,
  list: (values) => sql<string>`(SELECT value FROM json_each(${JSON.stringify(values)}))`,
  places: (values) => sql`json_each(${JSON.stringify(values)})`,
}

/** Source: PostgreSQL documentation, section 9.16, "JSON Functions and Operators". */
const POSTGRES: JsonRows = {
  rows: (text) => sql`jsonb_array_elements(CAST(${text} AS jsonb)) AS json_rows (value)`,
  text: (index) => sql`(value ->> ${sql.lit(index)})`,
  integer: (index) => sql`CAST(value ->> ${sql.lit(index)} AS bigint)`,
  list: (values) => sql<string>`(SELECT jsonb_array_elements_text(CAST(${JSON.stringify(values)} AS jsonb)))`,
  places: (values) => sql`(SELECT value, place - 1 AS key
    FROM jsonb_array_elements_text(CAST(${JSON.stringify(values)} AS jsonb)) WITH ORDINALITY AS listed (value, place))`,
}

/** The JSON functions of the engine that queries run on. */
export function jsonRowsOf<T>(db: Kysely<T>): JsonRows {
  return engineOf(db) === 'postgres' ? POSTGRES : SQLITE
}
