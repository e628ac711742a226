import type { Finding } from '@wireproof/diff-engine'
import { MAX_RECORDED_FINDINGS, MAX_RECORDED_TEXT_CHARS } from '../../limits.ts'
import type { ModuleRecord } from '../../storage/records.ts'
import type { DecisionOutcome, NewDecision } from '../../storage/symbol-store.ts'
import type { CutJudgement } from '../../workers/push-check.ts'
import type { EffectivePolicy } from '../policy/effective-policy.ts'
import type { PolicyAction } from '../policy/policy.ts'
import type { ServiceContext } from '../service-context.ts'

/** A finding as it is kept with a decision. */
export interface RecordedFinding {
  readonly rule: string
  readonly action: PolicyAction
  readonly symbol: string
  readonly message: string
  readonly path: string
  /** Counted from 1; 0 when the whole file is meant. */
  readonly line: number
  readonly column: number
  readonly fingerprint: string
}

/** What was decided about one label. */
export interface Decided {
  readonly outcome: DecisionOutcome
  readonly module: ModuleRecord
  readonly labelName: string
  readonly policy: EffectivePolicy
  readonly userId: string
  /** Undefined when it was refused before there was one. */
  readonly commitId: string | undefined
  readonly againstCommitId: string | undefined
  /** b5 of what was pushed. */
  readonly contentDigest: string
  readonly judgement: CutJudgement | undefined
}

/** The record of a decision. It holds what the engine said, and nothing of the request. */
export function newDecision(context: Pick<ServiceContext, 'newId' | 'engineVersion'>, decided: Decided): NewDecision {
  const { outcome, module, labelName, policy, userId, commitId, againstCommitId, contentDigest, judgement } = decided
  const recorded = [
    ...(judgement?.blocked.entries ?? []).map((finding) => toRecorded(finding, 'block')),
    ...(judgement?.warned.entries ?? []).map((finding) => toRecorded(finding, 'warn')),
  ]
  return {
    id: context.newId(),
    moduleId: module.id,
    moduleName: `${module.ownerName}/${module.name}`,
    labelName,
    outcome,
    commitId,
    againstCommitId,
    contentDigest,
    userId,
    policyDigest: policy.digest,
    engineVersion: context.engineVersion,
    findings: JSON.stringify(recorded.slice(0, MAX_RECORDED_FINDINGS)),
    findingCount: (judgement?.blocked.total ?? 0) + (judgement?.warned.total ?? 0),
  }
}

export function parseFindings(text: string): readonly RecordedFinding[] {
  return JSON.parse(text) as RecordedFinding[]
}

function toRecorded(finding: Finding, action: PolicyAction): RecordedFinding {
  const { rule, symbol, message, at, against, fingerprint } = finding
  const place = at ?? against
  return {
    rule,
    action,
    symbol: symbol.slice(0, MAX_RECORDED_TEXT_CHARS),
    message: message.slice(0, MAX_RECORDED_TEXT_CHARS),
    path: place?.path ?? '',
    line: place?.span?.start.line ?? 0,
    column: place?.span?.start.column ?? 0,
    fingerprint,
  }
}
