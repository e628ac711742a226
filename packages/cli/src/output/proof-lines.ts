import { printable } from '../printable.ts'
import type { ReportedFinding, ReportedProof } from './reported-finding.ts'

/** Longer payloads and values are cut where people read them; the JSON format has all of them. */
const MAX_SHOWN_CHARACTERS = 160
/** More proofs of one finding are counted. */
const MAX_SHOWN_PROOFS = 4

/** The lines that show a finding: a payload each, with what was meant by it and what was read; or why there is none. */
export function proofLines({ proofs, withoutProof }: Pick<ReportedFinding, 'proofs' | 'withoutProof'>): string[] {
  if (proofs.length === 0) return withoutProof === null ? [] : [printable(withoutProof.message)]
  const left = proofs.length - MAX_SHOWN_PROOFS
  const lines = proofs.slice(0, MAX_SHOWN_PROOFS).map(proofLine)
  return left > 0 ? [...lines, `${left} more in --format json`] : lines
}

function proofLine({ format, direction, payload, meant, got }: ReportedProof): string {
  const who = direction === 'backward' ? 'new readers of old data' : 'old readers of new data'
  const what =
    format === 'json' ? `JSON ${cut(payload)}` : `binary ${payload === '' ? '(empty)' : cut(spaced(payload))}`
  return printable(`${what}: meant ${cut(meant)}, got ${cut(got)} (${who})`)
}

function spaced(hex: string): string {
  return hex.replace(/..(?!$)/g, '$& ')
}

function cut(text: string): string {
  return text.length > MAX_SHOWN_CHARACTERS ? `${text.slice(0, MAX_SHOWN_CHARACTERS)}...` : text
}
