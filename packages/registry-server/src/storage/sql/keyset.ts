import type { ExpressionBuilder, ExpressionWrapper, SqlBool } from 'kysely'
import type { PageRequest } from '../page.ts'

/**
 * The condition that keeps the rows behind the cursor of a page, for rows ordered by `sortColumn`, then `idColumn`.
 * Always true for a first page.
 */
export function behindCursor<DB, TB extends keyof DB>(
  eb: ExpressionBuilder<DB, TB>,
  sortColumn: Parameters<ExpressionBuilder<DB, TB>['ref']>[0],
  idColumn: Parameters<ExpressionBuilder<DB, TB>['ref']>[0],
  page: PageRequest,
): ExpressionWrapper<DB, TB, SqlBool> {
  if (page.after === undefined) return eb.lit(true) as unknown as ExpressionWrapper<DB, TB, SqlBool>
  const comparison = page.descending ? '<' : '>'
  const { sortKey, id } = page.after
  return eb.or([
    eb(sortColumn, comparison, eb.val(sortKey) as never),
    eb.and([eb(sortColumn, '=', eb.val(sortKey) as never), eb(idColumn, comparison, eb.val(id) as never)]),
  ])
}
