import type { MessageInitShape } from '@bufbuild/protobuf'
import { timestampFromMs } from '@bufbuild/protobuf/wkt'
import type { ServiceImpl } from '@connectrpc/connect'
import { sessionV1 } from '@wireproof/registry-api'
import { RegistryError } from '../../registry-error.ts'
import { toPageToken } from '../../services/page-token.ts'
import type { ServiceContext } from '../../services/service-context.ts'
import { createTrustRule, deleteTrustRule, listTrustRules } from '../../services/trust/trust-rules.ts'
import type { TrustRuleRecord } from '../../storage/trust-rule-store.ts'
import { callerOf } from './caller.ts'
import { toScopeGrant, toScopeMessage } from './session-messages.ts'

export function trustRuleService(context: ServiceContext): ServiceImpl<typeof sessionV1.TrustRuleService> {
  return {
    async createTrustRule({ principalName, issuer, audience, claims, scopes, note }, call) {
      if (scopes.some(({ permission }) => permission === sessionV1.Permission.UNSPECIFIED)) {
        throw new RegistryError('invalid_argument', 'each scope of a trust rule says its permission')
      }
      const request = { userName: principalName, issuer, audience, claims, scopes: scopes.map(toScopeGrant), note }
      return { trustRule: toTrustRuleMessage(await createTrustRule(context, callerOf(call), request)) }
    },
    async listTrustRules({ pageSize, pageToken }, call) {
      const page = { pageSize, pageToken, descending: true }
      const { items, next } = await listTrustRules(context, callerOf(call), page)
      return { trustRules: items.map(toTrustRuleMessage), nextPageToken: toPageToken(next) }
    },
    async deleteTrustRule({ id }, call) {
      await deleteTrustRule(context, callerOf(call), id)
      return {}
    },
  }
}

function toTrustRuleMessage(rule: TrustRuleRecord): MessageInitShape<typeof sessionV1.TrustRuleSchema> {
  const { userType } = rule
  return {
    id: rule.id,
    principal: {
      id: rule.userId,
      name: rule.userName,
      type: userType === 'machine' ? sessionV1.PrincipalType.ROBOT : sessionV1.PrincipalType.USER,
    },
    issuer: rule.issuer,
    audience: rule.audience,
    claims: { ...rule.claims },
    scopes: rule.scopes.map(toScopeMessage),
    note: rule.note,
    createTime: timestampFromMs(rule.createdAtMs),
    createdByPrincipalId: rule.createdByUserId,
  }
}
