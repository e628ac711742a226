import type { MessageInitShape } from '@bufbuild/protobuf'
import type { Span } from '@wireproof/compiler'
import { describeAbsence, type Finding, type Proof } from '@wireproof/diff-engine'
import { registryV1 } from '@wireproof/registry-api'
import { MAX_TEXT_CHARS, MAX_USES_PER_DEPENDANT } from '../limits.ts'
import type { AffectedDependant } from './dependants/affected-dependants.ts'

/** Findings and who they concern as messages; they travel in answers and with errors. */

const SEVERITY = {
  error: registryV1.Severity.ERROR,
  warning: registryV1.Severity.WARNING,
  info: registryV1.Severity.INFO,
} as const
const DIRECTION = {
  backward: registryV1.Direction.BACKWARD,
  forward: registryV1.Direction.FORWARD,
  both: registryV1.Direction.BOTH,
} as const
const FORMAT = { binary: registryV1.PayloadFormat.BINARY, json: registryV1.PayloadFormat.JSON } as const

/** Fit for a line of a terminal: of bounded length, and without characters that would move its cursor. */
export function shorten(text: string): string {
  const shown = text.length > MAX_TEXT_CHARS ? `${text.slice(0, MAX_TEXT_CHARS)}…` : text
  return shown.replace(/[\p{Cc}\u2028\u2029]/gu, '\ufffd')
}

export function toPlaceMessage(path: string, span: Span | undefined): MessageInitShape<typeof registryV1.PlaceSchema> {
  return span === undefined ? { path } : { path, start: span.start, end: span.end }
}

export function toFindingMessage(finding: Finding): MessageInitShape<typeof registryV1.FindingSchema> {
  const { rule, categories, message, symbol, fingerprint, severity, direction, proofs, withoutProof } = finding
  return {
    rule,
    categories: [...categories],
    message: shorten(message),
    symbol: shorten(symbol),
    fingerprint,
    severity: SEVERITY[severity],
    direction: DIRECTION[direction],
    proofs: proofs.map(toProofMessage),
    withoutProof: withoutProof === undefined ? '' : describeAbsence(withoutProof),
    ...(finding.at === undefined ? {} : { at: toPlaceMessage(finding.at.path, finding.at.span) }),
    ...(finding.against === undefined ? {} : { against: toPlaceMessage(finding.against.path, finding.against.span) }),
  }
}

function toProofMessage(proof: Proof): MessageInitShape<typeof registryV1.ProofSchema> {
  const { format, direction, writerType, readerType, payload, meant, got } = proof
  return {
    format: FORMAT[format],
    direction: DIRECTION[direction],
    writerType: shorten(writerType),
    readerType: shorten(readerType),
    payload: shorten(payload),
    meant: shorten(meant),
    got: shorten(got),
  }
}

/** With as many places as an answer holds. */
export function toDependantMessage(dependant: AffectedDependant): MessageInitShape<typeof registryV1.DependantSchema> {
  const { module, commitId, uses } = dependant
  return {
    module: `${module.ownerName}/${module.name}`,
    commitId,
    uses: uses.slice(0, MAX_USES_PER_DEPENDANT).map(({ path, line, column, symbol, breaks }) => ({
      at: { path, start: { line, column } },
      symbol: shorten(symbol),
      breaks: shorten(breaks),
    })),
    useTotal: uses.length,
  }
}
