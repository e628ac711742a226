import type { MessageInitShape } from '@bufbuild/protobuf'
import { timestampFromMs } from '@bufbuild/protobuf/wkt'
import type { ServiceImpl } from '@connectrpc/connect'
import { registryV1 } from '@wireproof/registry-api'
import { listDecisions } from '../../services/decisions/list-decisions.ts'
import { parseFindings, type RecordedFinding } from '../../services/decisions/new-decision.ts'
import { toPageToken } from '../../services/page-token.ts'
import type { ServiceContext } from '../../services/service-context.ts'
import type { DecisionRecord } from '../../storage/symbol-store.ts'
import { callerOf } from './caller.ts'
import { POLICY_ACTIONS } from './policy-service.ts'
import { toModuleRef } from './refs-from-messages.ts'

const OUTCOMES = {
  accepted: registryV1.DecisionOutcome.ACCEPTED,
  refused: registryV1.DecisionOutcome.REFUSED,
} as const

export function decisionService(context: ServiceContext): ServiceImpl<typeof registryV1.DecisionService> {
  return {
    async listDecisions({ moduleRef, commitId, pageSize, pageToken }, call) {
      const { items, next } = await listDecisions(
        context,
        callerOf(call),
        { module: moduleRef && toModuleRef(moduleRef), commitId: commitId === '' ? undefined : commitId },
        { pageSize, pageToken, descending: true },
      )
      return { decisions: items.map(toDecisionMessage), nextPageToken: toPageToken(next) }
    },
  }
}

function toDecisionMessage(decision: DecisionRecord): MessageInitShape<typeof registryV1.DecisionSchema> {
  return {
    id: decision.id,
    decideTime: timestampFromMs(decision.decidedAtMs),
    module: decision.moduleName,
    moduleId: decision.moduleId,
    label: decision.labelName,
    outcome: OUTCOMES[decision.outcome],
    commitId: decision.commitId ?? '',
    againstCommitId: decision.againstCommitId ?? '',
    contentDigest: decision.contentDigest,
    userId: decision.userId,
    userName: decision.userName,
    policyDigest: decision.policyDigest,
    engineVersion: decision.engineVersion,
    findings: parseFindings(decision.findings).map(toFindingMessage),
    findingTotal: decision.findingCount,
  }
}

function toFindingMessage(finding: RecordedFinding): MessageInitShape<typeof registryV1.RecordedFindingSchema> {
  const { rule, action, symbol, message, path, line, column, fingerprint } = finding
  return {
    rule,
    action: POLICY_ACTIONS[action],
    symbol,
    message,
    at: line === 0 ? { path } : { path, start: { line, column } },
    fingerprint,
  }
}
