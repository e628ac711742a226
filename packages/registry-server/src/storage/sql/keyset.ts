import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely'
import type { PageRequest } from '../page.ts'

/**
 * The condition that keeps the rows behind the cursor of a page, for rows ordered by `sortColumn`, then `idColumn`: a
 * comparison of both at once, which an index on them answers without reading what is before. Always true for a first
 * page.
 */
export function behindCursor<DB, TB extends keyof DB>(
  eb: ExpressionBuilder<DB, TB>,
  sortColumn: Parameters<ExpressionBuilder<DB, TB>['ref']>[0],
  idColumn: Parameters<ExpressionBuilder<DB, TB>['ref']>[0],
  page: PageRequest,
): Expression<SqlBool> {
  if (page.after === undefined) return sql<SqlBool>`true`
  const comparison = sql.raw(page.descending ? '<' : '>')
  const { sortKey, id } = page.after
  return sql<SqlBool>`(${eb.ref(sortColumn)}, ${eb.ref(idColumn)}) ${comparison} (${sortKey}, ${id})`
}
