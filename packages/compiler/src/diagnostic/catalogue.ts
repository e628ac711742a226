import type { CatalogueEntry } from './catalogue/catalogue-entry.ts'
import { EXTENSIONS } from './catalogue/extensions.ts'
import { FIELDS } from './catalogue/fields.ts'
import { IMPORTS } from './catalogue/imports.ts'
import { NAMES } from './catalogue/names.ts'
import { NUMBERS } from './catalogue/numbers.ts'
import { OPTIONS } from './catalogue/options.ts'
import { TEXT } from './catalogue/text.ts'

/** A group of codes, in the order in which a reader is told of them. */
export interface CatalogueChapter {
  readonly title: string
  readonly entries: Readonly<Partial<Record<DiagnosticCode, CatalogueEntry>>>
}

/** Every code that a diagnostic can have. Codes are never renamed, nor used again for something else. */
export type DiagnosticCode =
  | keyof typeof TEXT
  | keyof typeof IMPORTS
  | keyof typeof NAMES
  | keyof typeof FIELDS
  | keyof typeof NUMBERS
  | keyof typeof EXTENSIONS
  | keyof typeof OPTIONS

/** All codes with what they stand for. docs/reference/diagnostics.md is made of it. */
export const CATALOGUE: readonly CatalogueChapter[] = [
  { title: 'Text and grammar', entries: TEXT },
  { title: 'Files and imports', entries: IMPORTS },
  { title: 'Names', entries: NAMES },
  { title: 'Fields', entries: FIELDS },
  { title: 'Numbers, enums and message sets', entries: NUMBERS },
  { title: 'Extensions', entries: EXTENSIONS },
  { title: 'Options and features', entries: OPTIONS },
]
