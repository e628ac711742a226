import { noticeUnknownCredential } from '../../abuse/unknown-credential.ts'
import { recordEvent } from '../../audit/record-event.ts'
import { matchesClaims } from '../../auth/external/claim-match.ts'
import { claimedIssuer, verifyIdToken } from '../../auth/external/id-token.ts'
import type { AccountRights } from '../../storage/account-records.ts'
import type { TrustRuleRecord } from '../../storage/trust-rule-store.ts'
import { invalidCredential } from '../credentials/to-principal.ts'
import type { ServiceContext } from '../service-context.ts'

/** What a token of another issuer is good for. */
export interface ExternalProof {
  /** The account to act as, which is active. */
  readonly rights: AccountRights
  readonly rule: TrustRuleRecord
  /** Whom the issuer's token names (`sub`), for the log. */
  readonly subject: string
}

type Context = Pick<ServiceContext, 'store' | 'now' | 'limiter' | 'issuerKeys'>

/**
 * The rule, the oldest if there are several, that a token of another issuer meets. Only issuers that a rule names are
 * asked for their keys. `unauthenticated`, in the same words, for everything that is wrong with the token;
 * `unavailable` when the issuer does not answer.
 */
export async function verifyExternalToken(context: Context, idToken: string): Promise<ExternalProof> {
  const found = await findProof(context, idToken)
  if ('refused' in found) {
    await noticeUnknownCredential(context)
    const details = { proof: 'external-token', reason: found.refused, issuer: found.issuer }
    await recordEvent(context, { action: 'login.failed', actor: undefined, outcome: 'failed', details })
    throw invalidCredential()
  }
  return found
}

interface Refusal {
  readonly refused: string
  /** Only when it is one that a rule names: the log holds nothing that a stranger made up. */
  readonly issuer?: string
}

async function findProof(context: Context, idToken: string): Promise<ExternalProof | Refusal> {
  const issuer = claimedIssuer(idToken)
  const rules = issuer === undefined ? [] : await context.store.listTrustRulesOf(issuer)
  if (issuer === undefined || rules.length === 0) return { refused: 'no rule names its issuer' }
  const nowMs = context.now()
  const keys = await context.issuerKeys.keysOf(issuer, nowMs)
  const audiences = [...new Set(rules.map(({ audience }) => audience))]
  const verified = await verifyIdToken(idToken, keys, { issuer, audiences, nowMs })
  if ('problem' in verified) return { refused: verified.problem, issuer }
  const { claims } = verified
  const [audience] = [claims.aud].flat()
  const rule = rules.find((one) => one.audience === audience && matchesClaims(claims, one.claims))
  if (rule === undefined) return { refused: 'no rule is met by its claims', issuer }
  const rights = await context.store.findAccount(rule.userId)
  if (rights?.account.state !== 'active') return { refused: 'the account is not active', issuer }
  return { rights, rule, subject: claims.sub ?? '' }
}
