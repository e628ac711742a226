import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Readable } from '../readable.ts'

/** The condition on rows of a table that are joined with `owners`; undefined when every row meets it. */
export function isReadable(
  table: 'modules' | 'artifacts',
  { ownerIds, resources }: Readable,
): RawBuilder<SqlBool> | undefined {
  if (ownerIds === undefined && resources === undefined) return undefined
  const isPublic = sql<SqlBool>`${sql.ref(`${table}.visibility`)} = 'public'`
  if (ownerIds?.length === 0 || resources?.length === 0) return isPublic
  const conditions: RawBuilder<unknown>[] = []
  if (ownerIds !== undefined) conditions.push(sql`${sql.ref(`${table}.owner_id`)} IN (${sql.join(ownerIds)})`)
  if (resources !== undefined) {
    const names = sql.join(resources)
    const fullName = sql`owners.name || '/' || ${sql.ref(`${table}.name`)}`
    conditions.push(sql`(owners.name IN (${names}) OR ${fullName} IN (${names}))`)
  }
  return sql<SqlBool>`(${isPublic} OR (${sql.join(conditions, sql` AND `)}))`
}
