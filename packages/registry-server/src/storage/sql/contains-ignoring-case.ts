import { type RawBuilder, type SqlBool, sql } from 'kysely'

/**
 * Whether a text contains another one, A to Z being the same as a to z. In this form since the two engines do not agree
 * on what LIKE makes of capitals.
 */
export function containsIgnoringCase(text: RawBuilder<unknown>, part: string): RawBuilder<SqlBool> {
  const literal = part.replace(/[\\%_]/g, '\\$&').replace(/[A-Z]+/g, (capitals) => capitals.toLowerCase())
  return sql<SqlBool>`lower(${text}) LIKE ${`%${literal}%`} ESCAPE '\\'`
}
