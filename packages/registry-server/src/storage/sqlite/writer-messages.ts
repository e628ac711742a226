import type { StatementResult } from './statement-cache.ts'

/** What a writer's thread is started with. */
export interface WriterData {
  readonly path: string
  /** Upper bound of the database's size in pages; the disk's own is the only one if undefined. */
  readonly maxPageCount: number | undefined
}

/** One statement for the writer; answered in the order in which they come. `close` ends the thread. */
export type WriterRequest = { readonly sql: string; readonly parameters: readonly unknown[] } | 'close'

/** An error keeps the code of SQLite, which `translateSqliteError` reads. */
export type WriterAnswer =
  | { readonly result: StatementResult }
  | { readonly error: { readonly message: string; readonly code: string | undefined } }
