import type { Colors } from './colors.ts'
import { formatJson } from './json-format.ts'
import type { ReportedFinding } from './reported-finding.ts'
import { formatText } from './text-format.ts'

type Format = (findings: readonly ReportedFinding[], colors: Colors) => string

/** The formats of a check's report by the name that `--format` takes. Each writes a valid document for no findings. */
export const REPORT_FORMATS = { text: formatText, json: formatJson } as const satisfies Record<string, Format>

export type ReportFormat = keyof typeof REPORT_FORMATS
