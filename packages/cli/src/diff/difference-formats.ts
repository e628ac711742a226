import type { Colors } from '../output/colors.ts'
import type { Difference } from './difference.ts'
import { formatDifferenceJson } from './json-format.ts'
import { formatChangelog } from './markdown-format.ts'
import { formatDifferenceText } from './text-format.ts'

type Format = (difference: Difference, colors: Colors) => string

/** The formats of `wireproof diff` by the name that `--format` takes. */
export const DIFFERENCE_FORMATS = {
  text: formatDifferenceText,
  json: formatDifferenceJson,
  markdown: formatChangelog,
} as const satisfies Record<string, Format>

export type DifferenceFormat = keyof typeof DIFFERENCE_FORMATS
