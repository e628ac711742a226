/**
 * One page of a list, by keyset: the rows behind a known one, which neither skips nor repeats when rows come and go
 * meanwhile, and costs the same for the last page as for the first.
 */
export interface PageRequest {
  readonly size: number
  readonly descending: boolean
  /** The last row of the page before. */
  readonly after: Cursor | undefined
}

/** Where a row stands: the value that the list is sorted by and, for equal values, the row's id. */
export interface Cursor {
  readonly sortKey: number
  readonly id: string
}

export interface Page<T> {
  readonly items: readonly T[]
  /** Undefined at the end. */
  readonly next: Cursor | undefined
}

/** Makes a page of rows that were read with a limit of one more than its size. */
export function toPage<T>(rows: readonly T[], size: number, cursorOf: (row: T) => Cursor): Page<T> {
  const items = rows.slice(0, size)
  const last = items.at(-1)
  return { items, next: rows.length > size && last !== undefined ? cursorOf(last) : undefined }
}
