import type { Place } from '@wireproof/diff-engine'
import { registryV1 } from '@wireproof/registry-api'
import { type ReportedFinding, type ReportedProof, reportPlace, type ShowPath } from '../output/reported-finding.ts'

/** A finding of a registry, ready to be shown as those of a check are. */
export function toReported(finding: registryV1.Finding, show: ShowPath): ReportedFinding {
  const { rule, categories, message, symbol, fingerprint, withoutProof } = finding
  return {
    rule,
    categories,
    message,
    ...reportPlace(toPlace(finding.at), show),
    against: reportPlace(toPlace(finding.against), (path) => path),
    symbol,
    fingerprint,
    severity: toSeverity(finding.severity),
    direction: toDirection(finding.direction),
    proofs: finding.proofs.map(toProof),
    withoutProof: withoutProof === '' ? null : { code: null, message: withoutProof },
  }
}

/** A place of a registry; undefined when it has none. */
export function toPlace(place: registryV1.Place | undefined): Place | undefined {
  if (place === undefined) return undefined
  const { path, start, end } = place
  return { path, span: start === undefined ? undefined : { start, end: end ?? start } }
}

/** What refuses a push is an error unless the registry says something else that is known here. */
function toSeverity(severity: registryV1.Severity): ReportedFinding['severity'] {
  if (severity === registryV1.Severity.WARNING) return 'warning'
  return severity === registryV1.Severity.INFO ? 'info' : 'error'
}

function toDirection(direction: registryV1.Direction): ReportedFinding['direction'] {
  if (direction === registryV1.Direction.BACKWARD) return 'backward'
  return direction === registryV1.Direction.FORWARD ? 'forward' : 'both'
}

function toProof(proof: registryV1.Proof): ReportedProof {
  const { writerType, readerType, payload, meant, got } = proof
  return {
    format: proof.format === registryV1.PayloadFormat.JSON ? 'json' : 'binary',
    direction: proof.direction === registryV1.Direction.FORWARD ? 'forward' : 'backward',
    writerType,
    readerType,
    payload,
    meant,
    got,
  }
}
