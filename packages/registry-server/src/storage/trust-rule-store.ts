import type { ScopeGrant } from './account-records.ts'
import type { Page, PageRequest } from './page.ts'
import type { TokenRecord, UserType } from './records.ts'
import type { NewToken } from './store.ts'

/** Which tokens of another issuer are traded for one of ours, and for what. */
export interface TrustRuleRecord {
  readonly id: string
  /** The account that the jobs act as. */
  readonly userId: string
  readonly userName: string
  readonly userType: UserType
  readonly issuer: string
  readonly audience: string
  /** What a token must say beside; see `matchesClaims`. */
  readonly claims: Readonly<Record<string, string>>
  readonly scopes: readonly ScopeGrant[]
  readonly note: string
  readonly createdByUserId: string
  readonly createdAtMs: number
}

export type NewTrustRule = Omit<TrustRuleRecord, 'userName' | 'userType' | 'createdAtMs'>

/** Where rules of trust are kept. Each method is atomic. */
export interface TrustRuleStore {
  /** `resource_exhausted` when there are `max` already. */
  createTrustRule(rule: NewTrustRule, max: number, nowMs: number): Promise<TrustRuleRecord>
  listTrustRules(page: PageRequest): Promise<Page<TrustRuleRecord>>
  /** All for one issuer, the oldest first. */
  listTrustRulesOf(issuer: string): Promise<readonly TrustRuleRecord[]>
  /** Deletes a rule, and makes the tokens useless that came of it. Undefined when there is none. */
  deleteTrustRule(id: string, nowMs: number): Promise<TrustRuleRecord | undefined>
  /** Stores a token that comes of a rule, and takes out those of all rules that have ended. */
  insertExchangedToken(token: NewToken, trustRuleId: string, nowMs: number): Promise<TokenRecord>
}
