import type { TextEdit } from './text-edit.ts'

/** What to do about a finding. */
export interface Fix {
  /** In words; one line. */
  readonly summary: string
  /** Edits of the files of `next` that do it; empty where only a person can. */
  readonly edits: readonly TextEdit[]
}
